import { metadataFiles, readMetadata, type Element } from './xml.ts';

/**
 * A named credential: where it leads.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_namedcredential.htm
 */
export interface NamedCredentialFile {
    readonly name: string;
    readonly url: string;
    readonly externalCredential: string;
    /** Whether merge fields in the headers that Apex sets are filled in. */
    readonly mergesHeaders: boolean;
    readonly generatesAuthorization: boolean;
}

/**
 * An external credential: who may use it, and which headers it adds.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_externalcredential.htm
 */
export interface ExternalCredentialFile {
    readonly name: string;
    readonly protocol: string;
    /** Names of its principals. */
    readonly principals: readonly string[];
    /** Header name → formula, such as `{!'Bearer ' & $Credential.Glance_Login_Key_Token.Token}`. */
    readonly headers: Readonly<Record<string, string>>;
}

/** The named credentials of a project. */
export function readNamedCredentials(folder: string): NamedCredentialFile[] {
    return metadataFiles(folder, '.namedCredential-meta.xml').map(({ name, file }) => {
        const xml = readMetadata(file, 'NamedCredential');
        const parameters = xml.all('namedCredentialParameters');
        return {
            name,
            url: ofType(parameters, 'Url')[0]?.text('parameterValue') ?? '',
            externalCredential:
                ofType(parameters, 'Authentication')[0]?.text('externalCredential') ?? '',
            mergesHeaders: xml.isTrue('allowMergeFieldsInHeader'),
            generatesAuthorization: xml.isTrue('generateAuthorizationHeader')
        };
    });
}

/** The external credentials of a project. */
export function readExternalCredentials(folder: string): ExternalCredentialFile[] {
    return metadataFiles(folder, '.externalCredential-meta.xml').map(({ name, file }) => {
        const xml = readMetadata(file, 'ExternalCredential');
        const parameters = xml.all('externalCredentialParameters');
        return {
            name,
            protocol: xml.text('authenticationProtocol') ?? '',
            principals: [
                ...ofType(parameters, 'NamedPrincipal'),
                ...ofType(parameters, 'PerUserPrincipal')
            ].map((each) => each.text('parameterName') ?? ''),
            headers: Object.fromEntries(
                ofType(parameters, 'AuthHeader').map((each) => [
                    each.text('parameterName') ?? '',
                    each.text('parameterValue') ?? ''
                ])
            )
        };
    });
}

function ofType(parameters: readonly Element[], type: string): Element[] {
    return parameters.filter((each) => each.text('parameterType') === type);
}
