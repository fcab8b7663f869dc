const PLACE = 'token';

/** The token of whoever uses the page: kept until the browser's tab is closed, and sent to the page's server only. */
export const currentToken = (): string | undefined => sessionStorage.getItem(PLACE) ?? undefined;

export const keepToken = (token: string): void => sessionStorage.setItem(PLACE, token);

export const forgetToken = (): void => sessionStorage.removeItem(PLACE);
