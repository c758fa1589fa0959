/** What can go wrong while an engine is installed, each with its message and its fix. */
import { type AssayError, codeOf, environmentError, messageOf } from '../base/index.js';

interface Place {
  /** What was being installed. */
  readonly what: string;
  /** Address of the registry. */
  readonly from?: string;
  /** Folder that was written. */
  readonly folder: string;
}

interface Row {
  readonly codes: RegExp;
  readonly message: (place: Place, detail: string) => string;
  readonly fix: string;
}

const OFFLINE =
  'or have the engines beforehand: `npm ci` beside the program, `actions/setup`, or ASSAY_ENGINES_PATH';

/** The first row whose pattern matches the error's code counts. */
const ROWS: readonly Row[] = [
  {
    codes: /^(ENOSPC|EDQUOT)$/,
    message: ({ what, folder }) => `the disk is full: ${what} cannot be unpacked in ${folder}`,
    fix: 'free about 200 MB there, or set XDG_CACHE_HOME (RUNNER_TOOL_CACHE on a runner) to another disk',
  },
  {
    codes: /^(EACCES|EPERM|EROFS)$/,
    message: ({ what, folder }, detail) => `${what} cannot be written in ${folder}: ${detail}`,
    fix: 'give this user the right to write there, or set XDG_CACHE_HOME to another folder',
  },
  {
    codes: /^E404$/,
    message: ({ what, from }) => `${from} has no ${what}`,
    fix: `name a registry that mirrors the public one (npm config: registry), ${OFFLINE}`,
  },
  {
    codes: /^(E401|E403|E407|EOTP|E401\w*)$/,
    message: ({ what, from }, detail) => `${from} refuses ${what}: ${detail}`,
    fix: 'give npm a token for this registry (`//host/:_authToken` in .npmrc)',
  },
  {
    codes: /CERT|SIGNATURE|ERR_TLS|ERR_SSL|EPROTO/,
    message: ({ what, from }, detail) => `the connection to ${from} for ${what} is not trusted: ${detail}`,
    fix: 'name the certificate authority of your network (npm config: cafile, or NODE_EXTRA_CA_CERTS)',
  },
  {
    codes: /^(TAR_|Z_|EINTEGRITY|EBADSIZE|ERR_STREAM_PREMATURE_CLOSE|ERR_CONTENT_LENGTH_MISMATCH)/,
    message: ({ what, from }, detail) => `${what} from ${from} is damaged or was cut short: ${detail}`,
    fix: 'run again; if it stays, the registry or a proxy on the way serves a broken file',
  },
  {
    codes:
      /^(ENOTFOUND|EAI_\w+|ECONN\w+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EPIPE|ERR_SOCKET\w*|EIDLETIMEOUT|ERESPONSETIMEOUT|ETRANSFERTIMEOUT|E5\d\d|E429|FETCH_ERROR|\w*TIMEOUT)$/,
    message: ({ what, from }, detail) => `${from} cannot be reached for ${what}: ${detail}`,
    fix: `check the network and npm's configuration (registry, https-proxy), ${OFFLINE}`,
  },
];

/** Turns what a request, a stream or the file system threw into one environment error that says how to mend it. */
export function explainInstall(error: unknown, place: Place): AssayError {
  const code = codeOf(error) ?? '';
  // Messages of the client hold the whole address, with a password where the configuration has one in it.
  const detail = messageOf(error).replace(/\/\/[^/@\s]+@/g, '//');
  const named = { ...place, from: place.from ?? 'the package registry' };
  const row = ROWS.find((each) => each.codes.test(code));
  return environmentError(
    row === undefined
      ? {
          message: `${named.what} cannot be installed from ${named.from}: ${detail}`,
          fix: `run again, ${OFFLINE}`,
        }
      : { message: row.message(named, detail), fix: row.fix },
    error,
  );
}
