// ReDoc shows a logo from elsewhere. The policy would block it with an error in the console, so it
// is not even asked for; images are set both ways.
const own = (address) => new URL(address, location).host === location.host
const setAttribute = Element.prototype.setAttribute
Element.prototype.setAttribute = function (name, value) {
  if (name !== 'src' || own(value)) setAttribute.call(this, name, value)
}
const src = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')
Object.defineProperty(HTMLImageElement.prototype, 'src', {
  ...src,
  set(address) {
    if (own(address)) src.set.call(this, address)
  },
})
