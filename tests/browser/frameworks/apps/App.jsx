// The page in React, and the same source in Preact.
import { useEffect, useState } from 'react';
import { BOX_TITLE, HEADLINE, lock, PITCHES, STORY, TEXTS, WALL_TITLE, wallText } from './story.js';

function Box({ as: Element, pitch, colour, display, story }) {
  const [readers, setReaders] = useState(40);
  const [address, setAddress] = useState('');
  const style = { ...(colour && { color: colour }), ...(display && { display }) };
  return (
    <Element id="box" className={colour ? 'newsletter-signup coloured' : 'newsletter-signup'} style={style}>
      {story ? (
        <p className="text">{STORY}</p>
      ) : (
        <>
          <h3>{BOX_TITLE}</h3>
          <p>{PITCHES[pitch]}</p>
          <p id="readers">{readers} readers have signed up this week</p>
          <form action="/newsletter">
            <input type="email" placeholder="Your email address" value={address} onChange={(event) => setAddress(event.target.value)} />
            <button id="more" type="button" onClick={() => setReaders(readers + 1)}>
              Sign up
            </button>
          </form>
        </>
      )}
    </Element>
  );
}

function Wall({ price }) {
  useEffect(lock, []);
  return (
    <>
      <div id="scrim" className="scrim" />
      <div id="wall" className="wall" role="dialog" aria-modal="true">
        <h2>{WALL_TITLE}</h2>
        <p>{wallText(price)}</p>
        <button type="button">Subscribe now</button>
        <p>
          Already a subscriber? <a href="/login">Log in</a>
        </p>
      </div>
    </>
  );
}

export function App({ order, wall, price, ...box }) {
  return (
    <>
      <header>
        <a href="/">The Quarry Post</a>
      </header>
      <main>
        <article>
          <h1>{HEADLINE}</h1>
          <p className="byline">By Edda Marsh</p>
          {order.map((name) =>
            name === 'box' ? (
              <Box key={name} {...box} />
            ) : (
              <p key={name} className="text">
                {TEXTS[name]}
              </p>
            ),
          )}
        </article>
      </main>
      <footer>The Quarry Post, Hill Street</footer>
      {wall && <Wall price={price} />}
    </>
  );
}
