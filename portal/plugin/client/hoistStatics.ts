/** In the place of `hoist-non-react-statics`: no component of the portal is asked for what another has of its own. */
export default function hoistStatics<T>(component: T): T {
  return component;
}
