// The page on which people sign in.

import { urlOf } from '../api/place.ts';
import { demoPeople, whoOneIs } from '../api/session.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { returnPath } from './return-to.ts';
import { SignIn } from './sign-in.tsx';

/** The server says so in the HTML, so that no other server is asked for what it does not have. */
const isDemo = document.querySelector('meta[name="quizwire-demo"]')?.getAttribute('content') === 'yes';
const returnTo = returnPath(
  new URLSearchParams(location.search).get('return_to'),
  location.origin,
  urlOf(''),
);

async function ask() {
  const [user, people] = await Promise.all([whoOneIs(), isDemo ? demoPeople() : []]);
  return { user, people };
}

mount(<Loaded ask={ask}>{(answer) => <SignIn {...answer} returnTo={returnTo} />}</Loaded>);
