/** Papers of a version for readers of other formats: CycloneDX and the head of a Hugging Face model card. */
export { billOfMaterials, serialNumber } from './bill-of-materials.js';
export { isPickleName, type PaperFacts, paperFacts } from './facts.js';
export { frontMatter } from './front-matter.js';
