import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { failureOf, loadFailures, output } from './apex.ts';

const COLORS = {
    'Colors.cls': `public class Colors extends VisualEditor.DynamicPickList {
        private final VisualEditor.DesignTimePageContext context;
        public Colors(VisualEditor.DesignTimePageContext context) { this.context = context; }
        public override VisualEditor.DataRow getDefaultValue() {
            return new VisualEditor.DataRow('Red', 'RED', true);
        }
        public override VisualEditor.DynamicPickListRows getValues() {
            VisualEditor.DynamicPickListRows rows = new VisualEditor.DynamicPickListRows();
            rows.addRow(new VisualEditor.DataRow('yellow', 'YELLOW'));
            rows.addAllRows(new List<VisualEditor.DataRow>{ getDefaultValue() });
            if (context?.entityName == 'Case') { rows.addRow(new VisualEditor.DataRow('Green', 3)); }
            return rows;
        }
    }`
};

// https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_VisualEditor.htm
describe('VisualEditor', () => {
    test('a pick list has rows and a default', () => {
        assert.deepEqual(
            output(
                `VisualEditor.DesignTimePageContext context = new VisualEditor.DesignTimePageContext();
                context.entityName = 'Case';
                VisualEditor.DynamicPickList colors = new Colors(context);
                VisualEditor.DynamicPickListRows rows = colors.getValues();
                System.debug(rows.size() + rows.get(0).getLabel() + rows.get(2).getValue());
                System.debug(colors.getDefaultValue().isSelected());
                System.debug(rows.get(0).isSelected());
                rows.sort();
                for (VisualEditor.DataRow row : rows.getDataRows()) { System.debug(row.getLabel()); }
                System.debug(rows.containsAllRows());
                rows.setContainsAllRows(true);
                System.debug(rows.containsAllRows());
                rows.clear();
                System.debug(rows.size());`,
                { classes: COLORS }
            ),
            ['3yellow3', 'true', 'false', 'Green', 'Red', 'yellow', 'false', 'true', '0']
        );
    });

    test('finds labels, and says which values are valid', () => {
        assert.deepEqual(
            output(
                `VisualEditor.DynamicPickList colors = new Colors(null);
                System.debug(colors.getLabel('YELLOW'));
                System.debug(colors.getLabel('BLUE'));
                System.debug(colors.isValid('RED'));
                System.debug(colors.isValid(3));`,
                { classes: COLORS }
            ),
            ['yellow', 'null', 'true', 'false']
        );
    });

    test('a list that is given out is a copy', () => {
        assert.deepEqual(
            output(
                `VisualEditor.DynamicPickListRows rows = new Colors(null).getValues();
                rows.getDataRows().clear();
                System.debug(rows.size());`,
                { classes: COLORS }
            ),
            ['2']
        );
        assert.match(
            failureOf('new VisualEditor.DynamicPickListRows().get(0);') ?? '',
            /^System\.ListException/
        );
    });

    test('a pick list without values is refused', () => {
        assert.notDeepEqual(
            loadFailures('', {
                classes: {
                    'Empty.cls': `public class Empty extends VisualEditor.DynamicPickList {
                        public override VisualEditor.DataRow getDefaultValue() { return null; }
                    }`
                }
            }),
            []
        );
    });
});
