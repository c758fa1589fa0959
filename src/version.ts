/** The version of this program, and where it is published. A test holds the version against package.json. */
export const VERSION = '0.1.0';
export const REPOSITORY = 'assay-ml/assay';
