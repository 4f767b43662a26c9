import { View } from '../lib/element.js';
import { problemNotice, waiting } from '../lib/widgets.js';

/** A piece of a view that loads by itself, so that what is slow holds up nothing but itself. */
export class Part extends View {
  /** What is said meanwhile. */
  get meanwhile() {
    return 'Loading';
  }

  render() {
    if (this.loading) return waiting(this.meanwhile);
    if (this.problem) return problemNotice(this.problem, () => this.reload());
    return this.content();
  }
}
