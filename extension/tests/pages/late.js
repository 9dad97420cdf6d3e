// Puts in a second sign-up box when the test asks for it, as a page's own script would some time after loading.
addEventListener('insert-late', () => {
  const box = document.createElement('div');
  box.id = 'late';
  box.className = 'newsletter-box';
  const heading = document.createElement('h3');
  heading.textContent = 'Subscribe to our newsletter';
  const pitch = document.createElement('p');
  pitch.textContent = 'Sign up for our free daily newsletter and get the news delivered to your inbox every morning.';
  const form = document.createElement('form');
  const input = document.createElement('input');
  input.type = 'email';
  input.placeholder = 'Enter your email address';
  const button = document.createElement('button');
  button.textContent = 'Subscribe';
  form.append(input, button);
  box.append(heading, pitch, form);
  document.querySelector('article').after(box);
});

// Draws the box anew, as a framework does that does not know what was done to the old one.
const drawn = document.getElementById('newsletter').cloneNode(true);
addEventListener('draw-again', () => document.getElementById('newsletter').replaceWith(drawn.cloneNode(true)));
