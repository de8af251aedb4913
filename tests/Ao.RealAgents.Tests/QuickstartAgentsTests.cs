using System.Reflection;
using System.Text.Json.Nodes;
using Ao.FakeModel;
using Ao.TestSupport;
using CliWrap;
using CliWrap.Buffered;

namespace Ao.RealAgents;

/// <summary>The quickstart does its whole job with each real agent: three changes, one sent back, a report, pull requests in their order.</summary>
public sealed class QuickstartAgentsTests : IDisposable
{
    private const string Commit = "git add --all && git commit --quiet --message";
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("claude-code")]
    [InlineData("codex")]
    [InlineData("opencode")]
    [InlineData("acp-claude")]
    public async Task Sample_WithAnAgent_MergesEverything(string name)
    {
        var kit = AgentKit.Of(name);
        await using var model = await FakeModelServer.StartAsync(Token);
        PlayTasks(model);
        var options = kit.Options(model, _folder);
        var variables = options.Environment.ToDictionary(entry => $"Ao__Projects__quickstart__Agents__{kit.Agent}__Environment__{entry.Key}", static entry => (string?)entry.Value);
        foreach (var (key, value) in options.Options)
        {
            variables[$"Ao__Projects__quickstart__Agents__{kit.Agent}__Options__{key}"] = value;
        }

        if (options.Model is { } chosen)
        {
            variables[$"Ao__Projects__quickstart__Agents__{kit.Agent}__Model"] = chosen;
        }

        variables["TMPDIR"] = _folder.Path;
        var result = await Cli.Wrap("dotnet")
            .WithArguments([Path.Combine(QuickstartFolder, "Quickstart.dll"), "--agent", kit.Agent, "--yes", "--json", "--program", .. options.Command])
            .WithEnvironmentVariables(variables)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Token);

        Assert.True(result.ExitCode == 0, result.StandardError + result.StandardOutput);
        var summary = JsonNode.Parse(result.StandardOutput)!;
        Assert.Equal(["done", "done", "done"], Texts(summary, "sessions", "status"));
        Assert.Equal(["merged", "merged", "merged"], Texts(summary, "pullRequests", "state"));
        Assert.False((bool)summary["sessions"]![1]!["evidence"]![0]!["passed"]!);
        Assert.Equal("price accepts negative quantities", (string?)Assert.Single(summary["reports"]!.AsArray())!["title"]);
    }

    private static string QuickstartFolder => typeof(QuickstartAgentsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "QuickstartFolder").Value!;

    /// <summary>Plays the sample's three tasks, as a model might do them.</summary>
    private static void PlayTasks(FakeModelServer model)
    {
        model.PlayFor("Add a discount", "discount", Script.Empty
            .Shell($$"""printf '\n# Takes 10 percent off a price in cents.\ndiscount() {\n    echo $(($1 * 90 / 100))\n}\n' >>lib/price.sh && printf 'check "the discount is 10 percent" "$(discount 1000)" 900\n' >tests/discount.sh && {{Commit}} 'Add a discount'""")
            .Mcp("report_status", new JsonObject { ["status"] = "claims_done", ["detail"] = "There is a discount." })
            .Say("There is a discount."));
        model.PlayFor("Greet customers", "greet", Script.Empty
            .Shell($"sed -i 's/Good day, $1\\./Hello $1!/' lib/greeting.sh && {Commit} 'Greet friendlier'")
            .Say("Customers are greeted.")
            .Shell($"sed -i 's/Good day, Ada\\./Hello Ada!/' tests/greeting.sh && {Commit} 'Expect the friendlier greeting'")
            .Say("The test expects it now."));
        model.PlayFor("Document the functions", "document", Script.Empty
            .Shell($"mkdir -p docs && echo '# Functions' >docs/functions.md && {Commit} 'Document the functions'")
            .Mcp("bug_report", new JsonObject { ["title"] = "price accepts negative quantities", ["body"] = "price -3 250 gives -750." })
            .Say("They are documented."));
    }

    private static IEnumerable<string?> Texts(JsonNode summary, string list, string name) => summary[list]!.AsArray().Select(item => (string?)item![name]);
}
