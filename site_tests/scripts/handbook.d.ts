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
    now: string;
    phase(phases: [from: string, code: string, word: string][]): { code: string; word: string } | null;
    dayWords(day: string): string;
    dated(pattern: string, edition: { version: string; as_of: string }): string;
    decode(text: string): string;
    place(hash: string): HTMLElement | null;
    permanent(url: string, known?: string): string;
    rewrite(search: string, hash: string): void;
    take(path: string, value: unknown): void;
    say(text: string): void;
    copy(text: string, said?: string): Promise<void>;
    keys: { readonly slash: boolean; readonly letters: boolean; typing(target: any): boolean };
    dom: Dom;
    load: Load;
    lasting: Memory;
    passing: Memory;
    // glossary.js
    glossary?(mark: HTMLAnchorElement, what: string): Promise<void>;
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
    finder?: Finder;
    reckon?: { reckon(plan: any, entered: Record<string, string>): ({ low: string | null; high: string | null; bounds: string[] } | null)[]; typed(text: string, input: any): string };
    search?: Search;
  }

  // --- the search ---

  /** A record as the catalogue makes it of a row; `documents` and `industries` are places in the lists of those. */
  interface Entry {
    kind: string; kindName: string; order: number; key: string; url: string; title: string; text: string; note: string; number: string;
    names: string[]; plain: string[]; called: boolean; reference: boolean; rank: number; city: number;
    documents: Set<number>; industries: Set<number>;
    spellings: { full: string; initials: string; starts: number[] }[] | null;
  }
  interface Hit { record: Entry; score: number; partial: boolean; words: string[]; via: string; anchor: string }
  interface Answer { hits: Hit[]; partial: boolean; nearest: string[]; words: string[]; said?: Said | null }
  /** The answer to a question; `about` are addresses or codes, `slip` is what was taken to be meant. */
  interface Said {
    intent: string; about: string[]; title: string; asked: string; ask: string; slip?: string; step: { label: string; url: string };
    lines: { words: string; place: string; url: string; state: { code: string; word: string } | null }[];
  }
  /** What a word of a question may mean; a `rank` is lower the likelier a name is meant. */
  interface Sense { stop?: boolean; intent?: string; weight?: number; about?: string; title?: string; rank?: number; record?: Entry }
  interface Slip { from: number; to: number; senses: Sense[]; cost: number; meant?: string }
  interface Named { id: string; name: string }
  interface Catalogue {
    index: string; searches: string[]; group: string; notes: string[]; fields: string[]; records: unknown[][];
    kinds: (Named & { start: string; end: string })[]; industries: Named[]; cities?: Named[];
    documents: (Named & { number: string; phases: [from: string, code: string, word: string][]; plain?: string[] })[];
  }
  interface Mapped { plain: string; places: number[]; text: string }

  interface Search {
    part(name: string): Promise<void>;
    ask(query: string): Promise<Answer>;
    bytes?(name: string): Promise<ArrayBuffer>;
    mark?(words: string[]): void;
    answer?(query: string): Promise<Said | null>;
    card?(found: Said, into: HTMLElement): void;
    elsewhere?(query: string): HTMLElement[];
    slips?(text: string, known: Map<string, Sense[]>): Slip[];
    cut?: {
      fold(text: string): string; plain(text: string): string; words(text: string): string[]; runs(text: string): string[];
      pieces(word: string): { list: string[]; open: boolean; token: boolean };
      mapped(text: string): Mapped; spans(map: Mapped, words: string[]): [number, number][];
    };
    catalogue?: {
      open(): Promise<void>; loadMore(): Promise<void>;
      named(record: Entry, word: string): number; spell(name: string): string[]; spells(record: Entry, letters: string): number;
      alternatives(word: string): string[]; cited(query: string): Map<Entry, number>; nearest(query: string): string[];
      callings(document: Catalogue["documents"][number], index: number): string[]; isDocument(record: Entry): boolean;
      readonly records: Entry[]; readonly data: Catalogue; readonly synonyms: { readers: string[]; texts: string[] }[];
      readonly vocabulary: { tokens: string[]; ends: Map<string, string> };
      ofText(text: string): Entry | undefined; ofAddress(url: string): Entry | undefined;
    };
    engine?: {
      readonly able: boolean; start(): Promise<unknown>; text(fragment: string): Promise<any>; ask(query: string): Promise<Map<string, any>>;
      pages(cut: { list: string[]; open: boolean; token: boolean }, vocabulary: { tokens: string[]; ends: Map<string, string> }): Promise<Map<string, number>>;
    };
    excerpt?: {
      of(fragment: any, words: string[]): { anchor: string; parts: Part[] }; blocks(fragment: any): { text: string; anchor: string }[];
      marked(name: string, words: string[]): Part[]; draw<E extends Element>(parts: Part[], into: E): E;
    };
    facets?: {
      draw(hits: Hit[], into: Element, changed: (facet: string) => void): void; narrowed(hits: Hit[]): Hit[];
      read(query: URLSearchParams): void; write(query: URLSearchParams): void; clear(): void; readonly any: boolean;
    };
    dialog?: { open(query?: string): void };
  }

  // --- the finder ---

  /** All that an address says: lists of codes, and words. Only format writes it and only parse reads it. */
  interface State { [key: string]: any; q: string; min: string; max: string; open: string; aside: string; sort: string; ask: string; product: string; as: string; pick: string[]; yes: string[]; not: string[]; pin: string[]; prior: string[]; applicant: string[]; compare: string[]; industry: string[] }
  /** A row of the table of supports; `answers` are those of generator/finder.py, null as `wan` is what the text leaves open. */
  interface Row { id: string; index: number; text: string; wan: number | null; answers: Record<string, any> }
  /** What scripts decide by, beside the words of a row; written by generator/tables.py. */
  interface Codes {
    url: string; clause: string; amount: "cap" | "fixed" | "floor" | "range" | "rate" | "tiers" | "case-by-case" | "no-cap" | "unstated"; wan: number | null; form: string; prior: string; prior_text: string | null;
    held: string[][]; phases: [from: string, code: string, word: string][]; span?: [from: string, before: string];
    kinds: Record<string, string>; until: string; conditions: string[]; missing: string[]; silent: string[];
  }
  interface Support { [column: string]: any; row: (string | number)[]; code: Codes; key: string; held: boolean; url: string; clauseUrl: string }
  interface Table {
    title: string; version: string; as_of: string; note: string;
    columns: { key: string; name: string; width: number }[]; rows: (string | number)[][]; kinds: Record<string, string>; codes: Codes[];
  }

  type Value = "yes" | "no" | "unknown";
  /** Conditions as generator/book/matching.py hands them over: ["all" | "any" | "not", parts...], or a leaf "code:id". */
  type Tree = string | [string, ...any[]];
  /** How a support stands to a reader's answers, and what that rests on; `first` has what is lacking as a tree. */
  interface Match { code: "no" | "lack" | "unanswered" | "open" | "fit"; first: Tree | null; no: string[]; lack: string[]; unanswered: string[]; open: string[] }

  interface Finder {
    // match.js
    weigh(tree: Tree | null, known: (leaf: string, way?: boolean) => Value, way?: boolean): Value;
    match(row: Row, state: State): Match;
    // core.js
    FACETS: string[]; QUESTIONS: string[];
    during(days: string[], at: string): boolean; holding(row: { answers: Record<string, any> }, as: string): string[] | undefined;
    parse(hash: string): State; format(state: Partial<State>): string; filtered(state: State): boolean;
    fit(row: Row, key: string, state: State): "yes" | "no" | "unknown"; own(row: Row, state: State): boolean;
    passes(row: Row, state: State, except?: string): boolean; asides(row: Row, state: State, except?: string): string[]; silentOn(row: Row, state: State): string[];
    counts(rows: Row[], state: State, options: string[][]): Map<string, number>; timely(row: Row): void;
    ways(rows: Row[], state: State): { key: string; found: number }[]; without(state: State, key: string): State;
    sorted<R extends Row>(rows: R[], sort: string, value: (row: R, key: string) => string | number | null): R[];
    likeness(asked: string, name: string): number;
    products(asked: string, data: any): { exact: any[]; partial: any[] };
    // shared.js
    table?(): Promise<Table>; clauses?(): Promise<any[]>; records?(every?: boolean): Promise<Support[]>;
    amount?(record: Support): HTMLElement; until?(record: Support): string;
    unfold?(form: HTMLFormElement, state: HTMLElement, count: HTMLElement): void; answered?(): void;
    kept?: { get(): string[]; set(ids: string[]): void }; names?(): { group: string; part: string; plan: string; districts: string }; pickedAddress?(ids: string[]): string;
    save?(kind: string, rows: (string | number)[][], name: string, given?: Table): Promise<void>;
    savePolicyList?(kind: string, ids: string[], name: string): Promise<void>;
    calendar?(ids: string[]): Promise<string>; saveCalendar?(ids: string[], name: string): Promise<void>;
    // reasons.js
    beside?(shown: Row[], state: State, name: Record<string, string>): Promise<void>;
    matches?(shown: Row[], state: State, name: Record<string, string>): Promise<{ columns: Table["columns"]; rows: string[][] }>;
    // policy.js
    policyList?(kind: string, ids: string[]): Promise<Blob>;
    csv?(table: Table, rows: unknown[][]): string; json?(table: Table, rows: unknown[][]): string; xlsx?(table: Table, rows: unknown[][]): Promise<Blob>;
  }

  /** A part of an excerpt or a name. */
  interface Part { text: string; marked?: boolean }
}

interface Window {
  handbook: Handbook.Core;
  writeXlsxFile(rows: unknown[][], options: unknown): { toBlob(): Promise<Blob> };
  fflate: { zipSync(files: Record<string, Uint8Array>, options: { mtime: Date }): Uint8Array<ArrayBuffer>; strToU8(text: string): Uint8Array };
}

declare const handbook: Handbook.Core;
