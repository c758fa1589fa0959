/**
 * A version as a bill of materials: CycloneDX 1.6 in JSON (ECMA-424; https://cyclonedx.org/docs/1.6/json/). It
 * holds what never changes (manifest, entry, kept results) and nothing that does (aliases, decisions, signatures),
 * so the same version gives the same bytes.
 */
import { VERSION } from '../../version.js';
import type { Lineage } from '../lineage.js';
import type { Manifest } from '../types.js';
import { isOnnx, isPickleName, modelFiles, type PaperFacts } from './facts.js';

interface Property {
  readonly name: string;
  readonly value: string;
}

/**
 * The document as text, with a line end. `run` is the address of the run that registered the version, where one is
 * known. Digests of datasets are properties and no hashes: they are of the list of files, not of one file.
 */
export function billOfMaterials({ version }: Lineage, facts: PaperFacts, run: string | null): string {
  const { entry, manifest } = version;
  const { code } = manifest;
  const repository = address(code.repository);
  const [only, ...others] = modelFiles(manifest);
  const data = manifest.data.map((one, index) => ({
    type: 'data',
    'bom-ref': `data-${index + 1}`,
    name: one.name,
    properties: [
      property('assay:path', one.path),
      property('assay:dataset-digest', `sha256:${one.sha256}`),
      property('assay:rows', one.rows),
      property('assay:columns', one.columns),
    ],
    data: [{ type: 'dataset', name: one.name }],
  }));
  const files = manifest.files.map((one, index) => ({
    type: 'file',
    'bom-ref': `file-${index + 1}`,
    name: one.file,
    hashes: [{ alg: 'SHA-256', content: one.sha256 }],
    properties: [
      property('assay:role', one.role),
      property('assay:name', one.name),
      property('assay:size', one.size),
      ...(isPickleName(one.file) ? [property('assay:pickle', 'whoever loads it runs the code in it')] : []),
    ],
  }));
  const inputs = code.inputs.map((one, index) => ({
    type: 'file',
    'bom-ref': `input-${index + 1}`,
    name: one.path,
    hashes: [{ alg: 'SHA-256', content: one.sha256 }],
    properties: [property('assay:role', 'code')],
  }));
  const parts = [...data, ...files, ...inputs];
  const references = [
    ...(repository === null ? [] : [{ type: 'vcs', url: repository }]),
    ...(address(run) === null
      ? []
      : [{ type: 'build-meta', url: address(run), comment: 'the run that registered it' }]),
  ];
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumber(entry.digest),
    version: 1,
    metadata: {
      timestamp: entry.time,
      lifecycles: [{ phase: 'post-build' }],
      tools: { components: [{ type: 'application', name: 'assay', version: VERSION }] },
      component: {
        type: 'machine-learning-model',
        'bom-ref': 'model',
        name: manifest.model,
        version: String(entry.version),
        ...(only === undefined || others.length > 0
          ? {}
          : { hashes: [{ alg: 'SHA-256', content: only.sha256 }] }),
        ...(code.commit === null && !code.dirty
          ? {}
          : {
              pedigree: {
                ...(code.commit === null ? {} : { commits: [{ uid: code.commit }] }),
                ...(code.dirty ? { notes: 'the code differed from the commit when training began' } : {}),
              },
            }),
        ...(references.length === 0 ? {} : { externalReferences: references }),
        modelCard: modelCard(manifest, facts),
        properties: propertiesOf(manifest, entry.digest),
      },
    },
    components: parts,
    dependencies: [{ ref: 'model', dependsOn: parts.map((part) => part['bom-ref']) }],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function modelCard(manifest: Manifest, { task, evaluated, limits }: PaperFacts) {
  const tensors = (all: NonNullable<Manifest['signature']>['inputs']) =>
    all.map(({ name, type, shape }) => ({ format: `${name}: ${type}[${shape.join(', ')}]` }));
  return {
    // How it learnt (`approach`) stands in no record, so it is left out.
    modelParameters: {
      ...(task === null ? {} : { task }),
      ...(manifest.data.length === 0
        ? {}
        : { datasets: manifest.data.map((_, index) => ({ ref: `data-${index + 1}` })) }),
      ...(manifest.signature === null
        ? {}
        : { inputs: tensors(manifest.signature.inputs), outputs: tensors(manifest.signature.outputs) }),
    },
    quantitativeAnalysis: {
      // A metric without a value would look like one that was measured; it stands among the limitations.
      performanceMetrics: manifest.metrics.flatMap(({ name, slice, value, interval }) =>
        value === null
          ? []
          : [
              {
                type: name,
                value: String(value),
                ...(slice === null ? {} : { slice }),
                ...(interval === null
                  ? {}
                  : {
                      confidenceInterval: {
                        lowerBound: String(interval[0]),
                        upperBound: String(interval[1]),
                      },
                    }),
              },
            ],
      ),
    },
    ...(limits.length === 0 ? {} : { considerations: { technicalLimitations: limits } }),
    properties: [
      ...(evaluated === null ? [] : [property('assay:evaluated-on', evaluated.name)]),
      // What the format has no word for: confidence, method, number of examples.
      ...manifest.metrics.map(({ name, slice, n, direction, confidence, intervalMethod }) =>
        property('assay:metric', JSON.stringify({ name, slice, n, direction, confidence, intervalMethod })),
      ),
    ],
  };
}

function propertiesOf(manifest: Manifest, digest: string): Property[] {
  const { code } = manifest;
  return [
    property('assay:manifest-digest', digest),
    property('assay:verdict', manifest.verdict),
    ...(isOnnx(manifest) ? [property('assay:format', 'onnx')] : []),
    property('assay:run', `${manifest.run.id}, attempt ${manifest.run.attempt}`),
    ...(manifest.parent === null ? [] : [property('assay:compared-with', manifest.parent)]),
    ...(code.repository !== null && address(code.repository) === null && !code.repository.includes('://')
      ? [property('assay:repository', code.repository)]
      : []),
    ...(code.folder === undefined || code.folder === '' ? [] : [property('assay:folder', code.folder)]),
    ...(code.command === null
      ? []
      : [
          property(
            'assay:command',
            typeof code.command === 'string' ? code.command : JSON.stringify(code.command),
          ),
        ]),
    ...Object.entries(manifest.params).map(([name, value]) =>
      property(`assay:param:${name}`, JSON.stringify(value) ?? ''),
    ),
    ...manifest.seeds.map((seed) => property('assay:seed', seed)),
    ...Object.entries(manifest.environment).map(([name, value]) =>
      property(`assay:environment:${name}`, value),
    ),
    ...manifest.accelerators.map((name) => property('assay:accelerator', name)),
    ...manifest.authors.map((name) => property('assay:author', name)),
  ];
}

function property(name: string, value: string | number): Property {
  return { name, value: String(value) };
}

/**
 * The first 128 bits of the manifest's digest as a UUID of version 8 (RFC 9562, 5.8), whose content is left to whoever
 * makes it: anyone can compute it from the digest.
 */
export function serialNumber(digest: string): string {
  const hex = digest.replace(/^sha256:/, '').slice(0, 32);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** An address that any reader takes as a URI, without credentials, query and fragment; null for anything else. */
function address(raw: string | null): string | null {
  if (raw === null || !URL.canParse(raw)) return null;
  const url = new URL(raw);
  if (!['https:', 'http:', 'ssh:', 'git:'].includes(url.protocol)) return null;
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return /^(?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9a-f]{2})+$/i.test(url.href) ? url.href : null;
}
