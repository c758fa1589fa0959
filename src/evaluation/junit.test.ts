import { describe, expect, it } from 'vitest';
import { parseJUnit } from './junit.js';

/** As pytest writes it. */
const PYTEST = `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1" skipped="1" tests="4" time="0.05"><testcase classname="test_model" name="test_good" time="0.001" /><testcase classname="test_model" name="test_bad[a&lt;b]" time="0.001"><failure message="assert 1 &lt; 0">def test_bad(): ...</failure></testcase><testcase classname="test_model" name="test_setup"><error message="failed on setup">boom</error></testcase><testcase classname="test_model" name="test_later"><skipped type="pytest.skip" message="later" /></testcase></testsuite></testsuites>`;

describe('JUnit', () => {
  it('counts what pytest writes, with the names and messages of what failed', () => {
    expect(parseJUnit(PYTEST, 'r.xml')).toEqual({
      file: 'r.xml',
      tests: 4,
      failed: 2,
      skipped: 1,
      problem: null,
      failures: [
        { name: 'test_model.test_bad[a<b]', message: 'assert 1 < 0' },
        { name: 'test_model.test_setup', message: 'failed on setup' },
      ],
    });
  });

  it('goes into suites in suites', () => {
    const text =
      '<testsuites><testsuite><testsuite><testcase name="x"><failure/></testcase></testsuite></testsuite></testsuites>';
    expect(parseJUnit(text, 'r')).toMatchObject({ tests: 1, failed: 1, problem: null });
  });

  it('takes what failed in a suite, and outside its tests, for a failure', () => {
    const text =
      '<testsuite name="s" tests="1"><error message="the fixture broke"/><testcase name="a" status="fail"/></testsuite>';
    expect(parseJUnit(text, 'r')).toMatchObject({
      tests: 1,
      failed: 2,
      failures: [{ name: 's', message: 'the fixture broke' }, { name: 'a' }],
    });
  });

  it.each([
    ['no test', '<testsuites/>', /no test/],
    ['an empty file', '', /no (XML|testsuites)/],
    ['cut off', PYTEST.slice(0, 300), /no XML/],
    ['something else', '<html><body/></html>', /no testsuites/],
    [
      'more failures counted than shown',
      '<testsuite failures="2"><testcase name="a"><failure/></testcase></testsuite>',
      /counts 2 failed tests and shows 1/,
    ],
    [
      'more failures counted inside than outside',
      '<testsuites failures="0"><testsuite failures="3"><testcase name="a"/></testsuite></testsuites>',
      /counts 3 failed tests and shows 0/,
    ],
    [
      'more tests counted than shown',
      '<testsuite tests="10"><testcase name="a"/></testsuite>',
      /counts 10 tests and shows 1/,
    ],
    [
      'tests that were not run',
      '<testsuite tests="1"><testcase name="a" status="notrun"/></testsuite>',
      /all 1 tests were skipped/,
    ],
    ['skipped only', '<testsuite><testcase name="a"><skipped/></testcase></testsuite>', /skipped/],
    [
      'entities of its own',
      '<!DOCTYPE a [<!ENTITY b "bbbb">]><testsuite><testcase name="&b;"/></testsuite>',
      /document type/,
    ],
  ])('takes no pass from %s', (_, text, problem) => {
    expect(parseJUnit(text, 'r').problem).toMatch(problem);
  });
});
