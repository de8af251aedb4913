namespace Ao.Plugins.Convergence.Tests;

public sealed class AddedPartsTests
{
    [Theory]
    [InlineData("const MS = Number(process.env.ORCH_STUCK_AFTER_MS ?? 600_000);", "EnvironmentVariable ORCH_STUCK_AFTER_MS")]
    [InlineData("home = os.environ.get(\"AO_HOME\")", "EnvironmentVariable AO_HOME")]
    [InlineData("var home = Environment.GetEnvironmentVariable(\"AO_HOME\");", "EnvironmentVariable AO_HOME")]
    [InlineData("const limit = this.config.reactions?.idleLimitMinutes ?? 10;", "Setting config.reactions?.idleLimitMinutes")]
    [InlineData("for (const session of this.config.sessions()) {", "")]
    [InlineData("import { x } from \"./my-config.js\";", "")]
    [InlineData("  .option(\"-t, --timeout <ms>\", \"how long\")", "CommandOption --timeout")]
    [InlineData("parser.add_argument('--timeout')", "CommandOption --timeout")]
    [InlineData("const PAUSES = [1000, 4000];", "Constant PAUSES")]
    [InlineData("export const DEFAULT_MS = 5;", "Constant DEFAULT_MS")]
    [InlineData("const isTransient = (e: unknown) => true;", "Function isTransient")]
    [InlineData("const list = items.map((item) => item.id);", "")]
    [InlineData("const sum = (a + b) * 2;", "")]
    [InlineData("export async function persistently<T>(work: () => Promise<T>): Promise<T> {", "Function persistently")]
    [InlineData("    def retry_call(self):", "Function retry_call")]
    [InlineData("export class BackoffPolicy {", "Type BackoffPolicy")]
    [InlineData("for (let attempt = 1; ; attempt++) {", "Attempts ")]
    [InlineData("} catch (err) {", "Catch ")]
    [InlineData("// process.env.NOTHING", "")]
    [InlineData("", "")]
    public void Of_AddedLine_NamesWhatItBringsIn(string line, string expected) =>
        Assert.Equal(expected, string.Join(", ", PartsOf($"+{line}\n").Select(static part => $"{part.Kind} {part.Name}")));

    [Fact]
    public void Of_WhatWasThereBefore_IsNotNew() =>
        Assert.Equal([new AddedPart(PartKind.EnvironmentVariable, "NEW")], PartsOf("-const home = process.env.HOME;\n+const home = process.env.NEW ?? process.env.HOME;\n"));

    [Theory]
    [InlineData("export async function gh(args: string[]): Promise<string> {", "gh")]
    [InlineData("export class LifecycleManager {", "LifecycleManager")]
    [InlineData("export const runtime: RuntimePlugin = {", "runtime")]
    [InlineData("public async Task<int> CountAsync(string name)", null)]
    [InlineData("async create(options: SpawnOptions): Promise<RuntimeHandle> {", "create")]
    [InlineData("import { execFile } from \"node:child_process\";", null)]
    [InlineData("const { stdout } = await run();", null)]
    [InlineData("if (ready) {", null)]
    [InlineData("describe(\"x\", () => {", null)]
    [InlineData("", null)]
    public void DefinitionNames_Line_NamesItsDefinitionAndNotItsTypes(string line, string? expected) => Assert.Equal(expected, DefinitionNames.Of(line));

    private static IReadOnlyList<AddedPart> PartsOf(string lines)
    {
        var (added, removed) = (lines.Split('\n').Count(static line => line.StartsWith('+')), lines.Split('\n').Count(static line => line.StartsWith('-')));
        return AddedParts.Of(Assert.Single(UnifiedDiff.Read($"diff --git a/x.ts b/x.ts\n--- a/x.ts\n+++ b/x.ts\n@@ -1,{removed} +1,{added} @@\n{lines}")));
    }
}
