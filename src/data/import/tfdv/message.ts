/** A message read field by field; what was not asked for can be listed at the end. */
import { CannotCarry } from '../model.js';
import type { ProtoMessage, ProtoValue } from './textproto.js';

export class Message {
  private readonly asked = new Set<string>();

  constructor(private readonly message: ProtoMessage) {}

  /** Names of fields that are there and were not asked for. */
  left(): string[] {
    return [...new Set(this.message.fields.map(({ name }) => name))].filter((name) => !this.asked.has(name));
  }

  has(name: string): boolean {
    return this.message.fields.some((field) => field.name === name);
  }

  all(name: string): ProtoValue[] {
    this.asked.add(name);
    return this.message.fields.filter((field) => field.name === name).map(({ value }) => value);
  }

  private one(name: string): ProtoValue | undefined {
    const [value, second] = this.all(name);
    if (second !== undefined) throw new CannotCarry(`${name} stands there twice (line ${second.line})`);
    return value;
  }

  messages(name: string): Message[] {
    return this.all(name).map((value) => {
      if (value.kind === 'message') return new Message(value);
      throw new CannotCarry(`${name} is ${value.text}, and should be a message (line ${value.line})`);
    });
  }

  message1(name: string): Message | undefined {
    const value = this.one(name);
    if (value === undefined || value.kind === 'message') return value && new Message(value);
    throw new CannotCarry(`${name} is ${value.text}, and should be a message (line ${value.line})`);
  }

  strings(name: string): string[] {
    return this.all(name).map((value) => {
      if (value.kind === 'scalar' && value.quoted) return value.text;
      throw new CannotCarry(`${name} is no string (line ${value.line})`);
    });
  }

  string(name: string): string | undefined {
    this.one(name);
    return this.strings(name)[0];
  }

  /** The name of an enum's value. */
  word(name: string): string | undefined {
    const value = this.one(name);
    if (value === undefined) return undefined;
    if (value.kind === 'scalar' && !value.quoted) return value.text;
    throw new CannotCarry(`${name} is no word (line ${value.line})`);
  }

  number(name: string): number | undefined {
    const text = this.word(name);
    if (text === undefined) return undefined;
    const plain = /^-?0[0-7]+$/.test(text) ? text.replace('0', '0o') : text.replace(/(?<!0[xX].*)[fF]$/, '');
    const value = plain.startsWith('-') ? -Number(plain.slice(1)) : Number(plain);
    if (plain !== '' && !Number.isNaN(value)) return value;
    throw new CannotCarry(`${name} is ${text}, and should be a number`);
  }

  flag(name: string): boolean | undefined {
    const text = this.word(name);
    if (text === undefined) return undefined;
    if (/^(true|True|t|1)$/.test(text)) return true;
    if (/^(false|False|f|0)$/.test(text)) return false;
    throw new CannotCarry(`${name} is ${text}, and should be true or false`);
  }
}
