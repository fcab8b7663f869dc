const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML. */
export const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** Text as HTML; what stands between backticks is code. */
export const inline = (text: string): string => escape(text).replace(/`([^`]*)`/g, '<code>$1</code>');
