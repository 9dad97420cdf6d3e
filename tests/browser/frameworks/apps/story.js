// What the frameworks' pages show, the same for each.

export const HEADLINE = 'The lamp on Quarry Hill';

export const TEXTS = {
  a: 'The lamp on Quarry Hill has been lit by hand since 1874. Five families have done it, and none of them was ever asked to write down how.',
  b: 'It burns colza oil, which nobody presses any more within two hundred miles. The last barrel came from a theatre that used it for footlights.',
  c: 'Edda Wray, who lights it now, learned the work from her aunt: trim at noon, fill at four, and never speak to anybody on the stairs.',
  d: 'In a wet autumn the wick has to be dried on the stove. In a dry one it has to be damped, and the difference is judged with the thumb.',
  e: 'The council offered an electric lamp in 1962, and again in 1988. Both are in the shed, in their boxes, with the receipts.',
  f: 'Ships have not needed it for half a century. It is entered in the pilots’ book all the same, with the remark that it is usually early.',
};

export const PITCHES = {
  first: 'Sign up for our newsletter and get the best of The Quarry Post in your inbox every morning. Unsubscribe at any time.',
  second: 'Our newsletter brings the stories of the week to your inbox every Friday. Enter your email address to subscribe for free.',
};

/** The state of a page. `order` names texts and, as `box`, the place of the newsletter box. */
export const START = {
  order: ['a', 'b', 'c', 'box', 'd', 'e', 'f'],
  as: 'div',
  pitch: 'first',
  colour: '',
  display: '',
  story: false,
  wall: true,
  price: 3,
};

export const BOX_TITLE = 'The Quarry Post, every morning';
export const WALL_TITLE = 'Subscribe to keep reading';
export const wallText = (price) =>
  `This story is for subscribers only. Get unlimited access to The Quarry Post for $${price} a month. Cancel anytime.`;
/** What the box holds instead of its pitch where `story` is set. */
export const STORY =
  'Her aunt kept a list of the winters on the inside of the door: eleven of ice, thirty of fog, and one that is only called the quiet one.';

/** Locks the page's scrolling; gives what ends that. */
export function lock() {
  document.body.style.overflow = 'hidden';
  return () => {
    document.body.style.overflow = '';
  };
}

/** The element that a page lives in. */
export const place = () => document.getElementById('app');
