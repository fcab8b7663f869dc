/** What a history breaks. */
export interface Violation {
  readonly rule:
    | 'positions have no gap and no second owner'
    | 'the chain is whole, and its time never runs back'
    | 'a commit is what one try asked for, written once'
    | 'what is written was allowed where it lies'
    | 'what was acknowledged is in the log'
    | 'what was not written is not in the log'
    | 'a key has one story'
    | 'an answer is as of its place'
    | 'a refusal had its reason'
    | 'a read is a snapshot, no older than what was known'
    | 'nobody is told what no majority holds'
    | 'everybody is answered'
    | 'in the end everybody learns what came of it'
    | 'errors are those that are promised';
  readonly what: string;
}
