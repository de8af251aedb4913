using System.Text;
using Ao.Commands;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

public sealed class CorpusTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task BranchName_EachNameOfTheCorpus_IsOneForGitTooOrRefused()
    {
        var taken = new List<string>();
        foreach (var text in HostileStrings.All)
        {
            try
            {
                taken.Add(BranchName.Require(text));
            }
            catch (AoException exception)
            {
                Assert.Equal(Printable.Clean(exception.Message), exception.Message);
            }
        }

        Assert.NotEmpty(taken);
        await GitAsync("init", "--quiet");
        var tree = (await GitAsync("hash-object", "-w", "-t", "tree", "/dev/null")).Trim();
        var commit = (await GitAsync("-c", "user.name=x", "-c", "user.email=x@y", "commit-tree", "-m", "empty", tree)).Trim();
        var input = Encoding.UTF8.GetBytes(string.Concat(taken.Select((name, index) => $"create refs/heads/{index}/{name} {commit}\n")));
        await RunAsync(input, "update-ref", "--stdin");

        var names = (await GitAsync("for-each-ref", "--format=%(refname)")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(taken.Select((name, index) => $"refs/heads/{index}/{HostileStrings.AsUnicode(name)}").Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Decode_FileNamesOfTheCorpus_AreWhatGitQuoted()
    {
        await GitAsync("init", "--quiet");
        var names = HostileStrings.Arguments.Select(HostileStrings.AsUnicode)
            .Where(static name => name.Length > 0 && name is not ("." or "..") && !name.Contains('/', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(name) <= 255)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var name in names)
        {
            await File.WriteAllTextAsync(_folder.Combine(name), "", Token);
        }

        var listed = (await GitAsync("ls-files", "--others")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(QuotedPath.Decode).Order(StringComparer.Ordinal);

        Assert.True(names.Count > 1000);
        Assert.Equal(names, listed);
    }

    [Fact]
    public void Decode_Fuzz_GivesText() => Fuzz.Run(["\"a\\303\\274\\n\"", "plain", "\"\\\\\\\"\"", "\"\\3\"", "\"\\"], 20_000, static input => QuotedPath.Decode(Encoding.UTF8.GetString(input)), Assert.NotNull);

    private Task<string> GitAsync(params string[] arguments) => RunAsync(default, arguments);

    private async Task<string> RunAsync(ReadOnlyMemory<byte> input, params string[] arguments)
    {
        var result = await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("git", arguments), WorkingDirectory = _folder.Path, Input = input, OutputLimit = 16 * 1024 * 1024 }, Token);
        Assert.True(result.Succeeded, result.Error);
        return result.Output;
    }
}
