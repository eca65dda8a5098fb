import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failureOf, output } from './apex.ts';

/** Apex that loads XML and calls its root `root`. */
function load(xml: string): string {
    const text = xml.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n');
    return `Dom.Document document = new Dom.Document();
        document.load('${text}');
        Dom.XmlNode root = document.getRootElement();`;
}

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_xml_dom_document.htm
// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_xml_dom_xmlnode.htm
describe('Dom', () => {
    test('reads elements, text and attributes', () => {
        assert.deepEqual(
            output(`${load(`<?xml version="1.0" encoding="UTF-8"?>
                <!-- an order -->
                <order id="7" note='a "b" &lt; c'>
                    <line>one &amp; &#x20AC;&#8364;</line><line/>
                    <line><![CDATA[<raw> & more]]> text</line>
                </order>
                <!-- the end -->`)}
                System.debug(root.getName());
                System.debug(root.getAttributeCount() + root.getAttribute('note', null));
                System.debug(root.getAttributeValue('none', null));
                System.debug(root.getAttributeKeyAt(0));
                for (Dom.XmlNode line : root.getChildElements()) { System.debug('[' + line.getText() + ']'); }
                System.debug(root.getChildElement('line', null).getParent() == root);
                System.debug(root.getChildElement('other', null));
                System.debug(root.getChildren()[0].getNodeType() == Dom.XmlNodeType.TEXT);
                System.debug(root.getNodeType() == Dom.XmlNodeType.ELEMENT);`),
            [
                'order',
                '2a "b" < c',
                'null',
                'id',
                '[one & €€]',
                '[]',
                '[<raw> & more text]',
                'true',
                'null',
                'true',
                'true'
            ]
        );
    });

    test('knows namespaces', () => {
        assert.deepEqual(
            output(`${load('<a:r xmlns:a="urn:a" xmlns="urn:d" a:k="v"><c/><a:c xmlns:a="urn:b"/></a:r>')}
                System.debug(root.getNamespace() + root.getName() + root.getAttribute('k', 'urn:a'));
                System.debug(root.getAttributeCount());
                System.debug(root.getChildElement('c', 'urn:d').getName());
                System.debug(root.getChildElement('c', 'urn:b').getPrefixFor('urn:b'));
                System.debug(root.getChildElement('c', 'urn:a'));`),
            ['urn:arv', '1', 'c', 'a', 'null']
        );
    });

    test('refuses what is no XML, and document types', () => {
        const cases = [
            '',
            'plain text',
            '<a>',
            '<a></b>',
            '<a/><b/>',
            '<a>&unknown;</a>',
            '<a>&</a>',
            '<a x=1/>',
            '<a x="1" x="2"/>',
            '<p:a/>',
            '<a>&#x110000;</a>',
            '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
        ];
        for (const xml of cases) {
            assert.match(
                failureOf(load(xml)) ?? 'no failure',
                /^System\.XmlException: Failed to parse XML due to: .+ \(position: @\d+:\d+\)$/,
                xml
            );
        }
    });

    test('names the place', () => {
        assert.equal(
            failureOf(load('<a>\n  <b></c>\n</a>')),
            'System.XmlException: Failed to parse XML due to: end tag </b> was expected (position: @2:6)'
        );
    });

    test('knows no document types: they could name files, or grow without end', () => {
        assert.match(
            failureOf(load('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a/>')) ?? 'none',
            /document types are not supported/
        );
    });

    test('elements may be many, but not one in the other without end', () => {
        assert.deepEqual(
            output(`Dom.Document document = new Dom.Document();
                document.load('<r>' + '<a><b>x</b></a>'.repeat(1000) + '</r>');
                System.debug(document.getRootElement().getChildElements().size());`),
            ['1000']
        );
        assert.match(
            failureOf("new Dom.Document().load('<a>'.repeat(100000));") ?? 'none',
            /^System\.XmlException: .*nested too deeply/
        );
    });
});
