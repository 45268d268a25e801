import { expect, it } from 'vitest';
import { searchQuery } from './search-query.ts';

it.each([
  ['shop.example.com', 'shop.example.com'],
  ['  Shop.Example.com. ', 'shop.example.com'],
  ['https://shop.example.com/cart?id=1', 'shop.example.com'],
  ['https://user:secret@shop.example.com:8443/cart', 'shop.example.com'],
  ['shop.example.com:443', 'shop.example.com'],
  ['shop.example.com/cart/1', 'shop.example.com'],
  ['http://20.1.2.3:80', '20.1.2.3'],
  ['http://[fd00::5]:80/', 'fd00::5'],
  ['fd00::5', 'fd00::5'],
  ['20.1.2', '20.1.2'],
  ['https://', ''],
  ['', ''],
])('reads %s as %s', (typed, text) => {
  expect(searchQuery(typed)).toEqual({ text, qualified: null });
});

it('takes a name with one slash for an object of a namespace', () => {
  expect(searchQuery('shop/Web')).toEqual({ text: 'shop/web', qualified: { namespace: 'shop', name: 'web' } });
});
