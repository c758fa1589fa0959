export function unfoldAll(): void;
export function activeParts(): { active: number; handlers: string[]; svgs: number };
export function tryToBreakIn(): Promise<{ violated: string[]; title: string }>;
export function widthAndText(): { width: number; least: number };
export function wordsOutside(): string[];
export function weakContrast(): { found: string[]; checked: number };
export function numberStops(): number;
export function activeStop(): { at: string; name: string; outline: string };
export function parentIsOpen(): boolean;
export function headingLevels(): number[];
export function runAxe(): Promise<{ violations: string[]; passes: number }>;
export function printedHeights(): number[];
export function drawMermaid(
  text: string,
): Promise<{ error: string; words: string; lines: number; bars: number; active: number }>;
