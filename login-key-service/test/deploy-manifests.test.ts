import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { openService } from '../src/server.ts';
import { settingsFrom } from '../src/settings/settings-from.ts';
import type { Settings } from '../src/settings/settings.ts';
import {
    deployFile,
    deployFiles,
    deployFolder,
    hasProgram,
    manifestsIn,
    rendered,
    type Manifest
} from './deploy-files.ts';
import { apiKey, bearerToken, testEnvironment, testFolder } from './support.ts';

const dockerfile = readFileSync(new URL('../Dockerfile', import.meta.url), 'utf8');
const image = Object.fromEntries(
    [...(/^ENV (.*)$/m.exec(dockerfile)?.[1] ?? '').matchAll(/(\w+)=(\S+)/g)].map((match) =>
        match.slice(1)
    )
) as Record<string, string>;

const SECRETS = '/run/secrets/login-key-service';
const EXAMPLES = ['one-group', 'several-groups'];
const RECIPES = ['aws-secrets-manager', 'azure-key-vault', 'hashicorp-vault'];
const kubectl = hasProgram('kubectl', 'kustomize', '--help') ? false : 'kubectl is not installed';

const only = (manifests: readonly Manifest[], kind: string): Manifest => {
    const [found, ...others] = manifests.filter((manifest) => manifest.kind === kind);
    assert.ok(found !== undefined && others.length === 0, kind);
    return found;
};
const [deployment] = manifestsIn(deployFile('base/deployment.yaml'));
const podOf = (manifest: Manifest | undefined) => manifest?.['spec'].template.spec;
const containerOf = (manifest: Manifest | undefined) => podOf(manifest).containers[0];

test('each kustomization names files that exist, and each file is named by one', () => {
    const named = deployFiles('kustomization.yaml').flatMap((path) => {
        const { resources, components, patches, configMapGenerator } = parse(
            readFileSync(path, 'utf8')
        ) as Record<string, never[]>;
        return [
            ...(resources ?? []),
            ...(components ?? []),
            ...(patches ?? []).map(({ path: patch }) => patch),
            ...(configMapGenerator ?? []).flatMap(({ envs = [], files = [] }) => [
                ...envs,
                ...files
            ])
        ].map((name) => join(dirname(path), name));
    });
    assert.deepEqual(
        named.filter((path) => !existsSync(path)),
        []
    );
    const files = [...deployFiles('.yaml'), ...deployFiles('.json'), ...deployFiles('.env')].filter(
        (path) => !/kustomization\.yaml$|\.test\.yaml$/.test(path)
    );
    assert.ok(files.length > 15);
    assert.deepEqual(
        files.filter((path) => !named.includes(path)),
        []
    );
});

test('probes ask for paths that the service answers, on the port of the image', async (t) => {
    const { app } = await openService(settingsFrom(testEnvironment), { write: () => undefined });
    t.after(() => app.close());
    const container = containerOf(deployment);
    assert.deepEqual(
        container.ports.map(({ name, containerPort }: Manifest) => [name, String(containerPort)]),
        [
            ['http', image['PORT']],
            ['metrics', image['METRICS_PORT']]
        ]
    );
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
        const { path, port } = container[probe].httpGet;
        assert.equal(port, 'http');
        assert.equal((await app.inject({ url: path })).statusCode, 200, probe);
    }
    assert.equal(container.readinessProbe.httpGet.path, '/readyz');
});

test('a pod leaves no earlier than it may and is not killed while it drains', () => {
    const { drainDelay, drainTimeout } = settingsFrom({
        ...testEnvironment,
        DRAIN_DELAY_MS: /^DRAIN_DELAY_MS=(\d+)$/m.exec(deployFile('base/settings.env'))?.[1]
    });
    const { periodSeconds, timeoutSeconds, failureThreshold } =
        containerOf(deployment).readinessProbe;
    assert.ok(drainDelay > (periodSeconds * failureThreshold + timeoutSeconds) * 1000);
    // Two seconds more for the last traces.
    assert.ok(
        podOf(deployment).terminationGracePeriodSeconds * 1000 > drainDelay + drainTimeout + 2000
    );
});

test('pods may do nothing that they need not, and secrets are mounted so that new ones arrive', () => {
    const pod = podOf(deployment);
    const container = containerOf(deployment);
    assert.ok(pod.securityContext.runAsNonRoot && pod.securityContext.runAsUser > 0);
    assert.equal(pod.automountServiceAccountToken, false);
    assert.deepEqual(container.securityContext, {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] }
    });
    assert.equal(pod.volumes[0].secret.defaultMode, 0o440);
    for (const path of deployFiles('.yaml'))
        assert.doesNotMatch(readFileSync(path, 'utf8'), /^\s*(- )?subPath:/m, path);
});

test('the SBOM is made in the build of the image and is in the image', () => {
    assert.match(dockerfile, /^FROM packages AS sbom$/m);
    assert.match(dockerfile, /npm sbom .*> \/sbom\.cdx\.json/);
    const [, final = ''] = /\nFROM \$\{NODE\}\n([\s\S]*)$/.exec(dockerfile) ?? [];
    assert.match(final, /^COPY --from=sbom \/sbom\.cdx\.json \.\/$/m);
});

for (const example of EXAMPLES) {
    test(
        `example ${example}: what its pods are told is what the service starts with`,
        {
            skip: kubectl
        },
        (t) => {
            const manifests = rendered(t, example);
            const deployed = only(manifests, 'Deployment');
            const container = containerOf(deployed);
            const folder = testFolder(t);
            const secrets = {
                'api-key': apiKey,
                'bearer-tokens': bearerToken,
                'retail-api-key': apiKey,
                'wealth-api-key': `${apiKey}-2`,
                'wealth-bearer-tokens': bearerToken
            };
            mkdirSync(join(folder, SECRETS), { recursive: true });
            for (const [name, value] of Object.entries(secrets))
                writeFileSync(join(folder, SECRETS, name), value);
            const there = (text: string) => text.replaceAll(SECRETS, join(folder, SECRETS));

            const environment = { ...image, ...environmentOf(manifests, container) };
            assert.deepEqual(unknownIn(environment), []);
            const groups = manifests.find(
                ({ metadata }) => metadata.name === 'login-key-service-groups'
            );
            if (groups !== undefined) {
                environment['GLANCE_GROUPS_FILE'] = join(folder, 'groups.json');
                writeFileSync(join(folder, 'groups.json'), there(groups['data']['groups.json']));
            }
            const settings: Settings = settingsFrom(
                Object.fromEntries(
                    Object.entries(environment).map(([name, value]) => [name, there(value)])
                )
            );
            assert.equal(settings.groups.length, example === 'one-group' ? 1 : 2);
            assert.equal(settings.host, '0.0.0.0');
            assert.match(container.image, /@sha256:/);
            for (const { mountPath, name } of container.volumeMounts) {
                const volume = podOf(deployed).volumes.find(
                    (one: Manifest) => one['name'] === name
                );
                assert.ok(volume !== undefined, mountPath);
            }
        }
    );

    test(
        `example ${example}: services, budgets, policies and monitors select its pods and their ports`,
        {
            skip: kubectl
        },
        (t) => {
            const manifests = rendered(t, example);
            const deployed = only(manifests, 'Deployment');
            const { labels } = deployed['spec'].template.metadata;
            const ports = containerOf(deployed).ports.map(({ name }: Manifest) => name);
            const known = (port: unknown) => typeof port === 'number' || ports.includes(port);
            let seen = 0;
            for (const { kind, metadata, ...manifest } of manifests) {
                const { spec } = manifest as unknown as Manifest;
                const what = `${kind} ${metadata.name}`;
                const selector =
                    kind === 'Service' ? spec['selector'] : (spec?.selector ?? spec?.podSelector);
                if (selector === undefined) continue;
                seen += 1;
                assert.deepEqual(selector.matchLabels ?? selector, labels, what);
                for (const { targetPort } of kind === 'Service' ? spec['ports'] : [])
                    assert.ok(known(targetPort), what);
                for (const { ports: open } of spec['ingress'] ?? [])
                    for (const { port } of open) assert.ok(known(port), what);
                for (const { port, path } of spec['podMetricsEndpoints'] ?? [])
                    assert.deepEqual([port, path], ['metrics', '/metrics'], what);
            }
            assert.ok(seen >= 4);
        }
    );
}

for (const recipe of RECIPES) {
    test(
        `secrets of ${recipe} come as the files that the settings name`,
        { skip: kubectl },
        (t) => {
            const manifests = rendered(t, 'one-group', recipe);
            const deployed = only(manifests, 'Deployment');
            const environment = environmentOf(manifests, containerOf(deployed));
            const wanted = ['GLANCE_API_KEY_FILE', 'BEARER_TOKENS_FILE'].map(
                (name) => environment[name]
            );
            assert.deepEqual(filesOf(manifests, deployed).toSorted(), wanted.toSorted());
        }
    );
}

test('the README names every folder, and only what is there', () => {
    const readme = deployFile('README.md');
    const folders = new Set(
        deployFiles('kustomization.yaml').map((path) =>
            dirname(path).slice(deployFolder.length).replaceAll('\\', '/')
        )
    );
    for (const folder of folders) assert.ok(readme.includes(`${folder}/`), folder);
    for (const [, path = ''] of readme.matchAll(/\]\((?!https?:)([^)#]+)/g))
        assert.ok(existsSync(join(deployFolder, path)), path);
});

/** What a container finds in its environment; values from secrets and fields stand for themselves. */
function environmentOf(
    manifests: readonly Manifest[],
    container: Manifest
): Record<string, string> {
    const environment: Record<string, string> = {};
    for (const { configMapRef } of container['envFrom'])
        Object.assign(
            environment,
            manifests.find(({ metadata }) => metadata.name === configMapRef.name)?.['data']
        );
    for (const { name, value } of container['env'] ?? [])
        environment[name] = value ?? (name === 'REDIS_URL' ? 'rediss://redis:6379' : 'any');
    return environment;
}

/** Variables that neither the service nor OpenTelemetry's SDK reads, nor another variable. */
function unknownIn(environment: Record<string, string>): string[] {
    const code = [textOf(fileURLToPath(new URL('../src/settings', import.meta.url)))];
    for (const name of ['sdk-trace-base', 'resources', 'otlp-exporter-base'])
        code.push(
            textOf(dirname(createRequire(import.meta.url).resolve(`@opentelemetry/${name}`)))
        );
    return Object.keys(environment).filter(
        (name) =>
            name !== 'NODE_ENV' &&
            !code.some((text) => text.includes(`'${name}'`)) &&
            !Object.values(environment).some((value) => value.includes(`$(${name})`))
    );
}

function textOf(folder: string): string {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ts|js)$/.test(name))
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join('');
}

/** The files that a recipe for secrets makes in the container. */
function filesOf(manifests: readonly Manifest[], deployed: Manifest): string[] {
    const annotations = deployed['spec'].template.metadata.annotations ?? {};
    const vault = 'vault.hashicorp.com/';
    if (annotations[`${vault}agent-inject`] === 'true') {
        const folder = annotations[`${vault}secret-volume-path`];
        return Object.keys(annotations)
            .filter((name) => name.startsWith(`${vault}agent-inject-secret-`))
            .map((name) => name.slice(`${vault}agent-inject-secret-`.length))
            .filter((file) => `${vault}agent-inject-template-${file}` in annotations)
            .map((file) => `${folder}/${file}`);
    }
    const [{ mountPath, name }] = containerOf(deployed).volumeMounts;
    const [volume] = podOf(deployed).volumes;
    assert.equal(volume.name, name);
    if (volume.csi !== undefined) {
        assert.equal(volume.secret, undefined);
        const provider = only(manifests, 'SecretProviderClass');
        assert.equal(volume.csi.volumeAttributes.secretProviderClass, provider.metadata.name);
        const { array } = parse(provider['spec'].parameters.objects) as { array: string[] };
        return array.map(
            (text) => `${mountPath}/${(parse(text) as { objectAlias: string }).objectAlias}`
        );
    }
    const { spec } = only(manifests, 'ExternalSecret') as Manifest;
    assert.equal(spec.target.name, volume.secret.secretName);
    assert.equal(spec.secretStoreRef.name, only(manifests, 'SecretStore').metadata.name);
    return spec.data.map(({ secretKey }: Manifest) => `${mountPath}/${secretKey}`);
}
