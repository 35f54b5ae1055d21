import type { UserContext } from '@redocly/openapi-core';
import { isObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

const USUAL = /json|x-www-form-urlencoded|multipart|octet-stream|pdf|csv|image|audio|zip|event-stream|jwt|html/;

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => {
    const look = (content: unknown, context: UserContext) => {
      const types = Object.keys(isObject(content) ? content : {});
      if (types.length > 0 && !types.some((type) => USUAL.test(type)))
        report(context, 'wrong', { value: types.join(', ') }, ['content']);
    };
    return {
      RequestBody: (body, context) => look(body.content, context),
      Response: (response, context) => look(response.content, context),
    };
  },
} satisfies Rule;
