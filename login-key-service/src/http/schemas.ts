import { Type } from 'typebox';
import { PARTNER_USER_ID_PATTERN } from '../partner-user-id.ts';

const fields = {
    partneruserid: Type.Optional(
        Type.String({
            pattern: PARTNER_USER_ID_PATTERN,
            description:
                "The agent's partner user id. May be left out when a JWT names it; must not differ from it."
        })
    ),
    groupid: Type.Optional(
        Type.Union(
            [
                Type.Integer({ minimum: 1000, maximum: 999_999 }),
                Type.String({ pattern: '^[1-9][0-9]{3,5}$' })
            ],
            {
                description:
                    'The group id. May be left out; must not differ from the one the credential belongs to.'
            }
        )
    )
};

/** Fields a caller may send; others are ignored, as the React plugin lets its owner add some. */
export const RequestFields = Type.Object(fields, { additionalProperties: true });

/** The answer Glance's plugins expect. */
export const IssuedLoginKey = Type.Object(
    {
        loginKey: Type.String({
            description: 'The login key, 57 characters. A secret until it expires.'
        }),
        groupId: Type.Integer({ description: 'The group id it is for.' }),
        expiration: Type.Integer({ description: 'When it expires, in Unix seconds.' }),
        expiresIn: Type.Integer({
            description:
                'Seconds until then, by the service’s clock: for callers whose own clock may be wrong.'
        })
    },
    { additionalProperties: false, description: 'A login key.' }
);

/** Problem details (RFC 9457). */
export const ProblemDetails = Type.Object({
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String({ description: 'A stable name for what went wrong.' }),
    requestId: Type.Optional(Type.String())
});

/** What a health check reads. */
export const Health = Type.Object({ status: Type.String() }, { description: 'How it is.' });
