// The shapes that the site's scripts share. Only `make lint` reads this: the site carries the scripts as they are.

declare namespace Handbook {
  type Child = Node | string | false | null | undefined | Child[];

  interface Dom {
    make(tag: string, attributes?: Record<string, unknown>, ...children: Child[]): HTMLElement;
    button(text: string, act: (event: MouseEvent) => void, attributes?: Record<string, unknown>): HTMLElement;
  }

  /** Why something did not load; `updated` where the site has another edition by now. */
  interface Lost extends Error { load: true; updated: boolean }

  /** What assets/data/edition.js hands over: `files` has the sum in each name. */
  interface Edition { version: string; as_of: string; sum: string; files: Record<string, string> }

  interface Load {
    address(path: string): string;
    file(path: string): Promise<string>;
    script(path: string): Promise<void>;
    data(path: string): Promise<any>;
    style(path: string): Promise<void>;
    edition(): Promise<Edition>;
    explained(error: Lost): Promise<never>;
    lost(url: string): Lost;
    trouble(error: any): string;
  }

  interface Memory { get(name: string): string | null; set(name: string, value: string): void }

  interface Core {
    root: string;
    offline: boolean;
    today: string;
    phase(phases: [from: string, code: string, word: string][]): { code: string; word: string } | null;
    decode(text: string): string;
    place(hash: string): HTMLElement | null;
    rewrite(search: string, hash: string): void;
    take(path: string, value: unknown): void;
    say(text: string): void;
    copy(text: string, said?: string): Promise<void>;
    keys: { readonly slash: boolean; readonly letters: boolean; typing(target: any): boolean };
    dom: Dom;
    load: Load;
    lasting: Memory;
    passing: Memory;
    // fold.js
    fold?(text: string): string;
    bare?(text: string): string;
    folding?(): Promise<void>;
    numeral?(run: string): string;
    arabic?(text: string): string;
    wan?(text: string): number | null;
    // resolve.js
    resolve?(text: string, table: any, here?: string): { url: string; title: string; exact: boolean, counted?: boolean }[];
    resolver?(): Promise<any>;
    // the finder's and the search's parts, each added by its own script
    finder?: any;
    search?: any;
  }

  /** A part of an excerpt or a name. */
  interface Part { text: string; marked?: boolean }
}

interface Window {
  handbook: Handbook.Core;
  writeXlsxFile(rows: unknown[][], options: unknown): { toBlob(): Promise<Blob> };
}

declare const handbook: Handbook.Core;
