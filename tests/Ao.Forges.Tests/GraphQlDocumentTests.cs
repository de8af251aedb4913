using System.Reflection;
using System.Text.Json;
using Ao.Commands;
using Ao.TestSupport;
using Ao.TestSupport.Forges;

namespace Ao.Forges.Tests;

/// <summary>Every GraphQL document that a plugin sends is one that the service's schema allows.</summary>
public sealed class GraphQlDocumentTests : IDisposable
{
    /// <summary>The schemas by plugin: GitHub's as it is published, and of Linear's the part that is used, which the stack's front holds.</summary>
    private static readonly Dictionary<string, string> s_schemas = new(StringComparer.Ordinal) { ["Ao.Plugins.GitHub"] = "github", ["Ao.Plugins.Linear"] = "linear" };

    private readonly TempFolder _folder = new();

    private static string Sources => typeof(GraphQlDocumentTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "PluginSources").Value!;

    [Fact]
    public async Task Documents_OfAllPlugins_AreAllowedByTheSchema()
    {
        ForgeStack.EnsureInstalled();
        ForgeStack.LayOut(_folder.Path);
        var documents = Directory.EnumerateFiles(Sources, "*.graphql", SearchOption.AllDirectories)
            .Where(static file => Path.GetFileName(Path.GetDirectoryName(file)) == "GraphQl")
            .GroupBy(static file => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file)))!)
            .Where(static plugin => s_schemas.ContainsKey(plugin.Key))
            .ToList();

        Assert.Equal(s_schemas.Keys.Order(), documents.Select(static plugin => plugin.Key).Order());
        foreach (var plugin in documents)
        {
            var errors = await ValidateAsync(s_schemas[plugin.Key], [.. plugin]);
            Assert.Equal(plugin.Count(), errors.Count);
            Assert.All(errors, static error => Assert.True(error.Value.Length == 0, $"{error.Key}: {string.Join(' ', error.Value)}"));
        }
    }

    [Fact]
    public async Task Documents_ThatAskForWhatIsNotThere_AreFound()
    {
        ForgeStack.EnsureInstalled();
        ForgeStack.LayOut(_folder.Path);
        var wrong = _folder.Combine("wrong.graphql");
        await File.WriteAllTextAsync(wrong, "query Wrong { viewer { login nope } }", TestContext.Current.CancellationToken);

        var errors = await ValidateAsync("github", [wrong]);

        Assert.Contains("nope", Assert.Single(errors[wrong]), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Dictionary<string, string[]>> ValidateAsync(string schema, IReadOnlyList<string> files)
    {
        var result = await new CommandRunner(TimeProvider.System).RunAsync(
            new CommandRequest { Command = new CommandLine(ForgeStack.Node, ["validate.mjs", schema, .. files]), WorkingDirectory = _folder.Path, InheritEnvironment = true },
            TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Error);
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(result.Output)!;
    }
}
