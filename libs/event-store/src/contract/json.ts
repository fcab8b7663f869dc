/** What JSON can carry. Event data is JSON and nothing else: an append of anything else is refused. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. Members that are absent are left out, never `undefined`. */
export interface JsonObject {
  readonly [member: string]: JsonValue;
}
