/** What the router takes from `prop-types`, which it only asks for while a site is developed. */
export default {};
