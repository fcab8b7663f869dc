/** Whether a request asks for something: `HEAD` is a `GET` without the body. */
export const isRead = ({ method }: { readonly method: string }): boolean =>
  method === 'GET' || method === 'HEAD';
