/** What JSON can carry. Event data and metadata are JSON and nothing else (see `assertJson`). */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. Members that are absent are left out, never `undefined`. */
export interface JsonObject {
  readonly [member: string]: JsonValue;
}
