using Ao.Scm;
using Ao.TestSupport;
using Ao.Trackers;

namespace Ao.Plugins.LocalFiles.Tests;

public class CorpusTests
{
    private static readonly ProjectSource s_source = new() { Project = new ProjectId("shop"), Location = "/nowhere" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_EachTextOfTheCorpus_IsReadBackAsItIsOrRefused()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");
        var taken = new Dictionary<string, string[]>(StringComparer.Ordinal);
        async Task<bool> TakeAsync(string[] texts)
        {
            try
            {
                var request = new IssueRequest { Source = s_source, Key = new OperationKey($"a/{Guid.NewGuid():N}"), Title = texts[0], Body = texts[^1], Labels = [.. texts.Skip(1).SkipLast(1)] };
                taken.Add((await tracker.CreateAsync(request, Token)).Id, texts);
                return true;
            }
            catch (AoException exception)
            {
                Assert.Equal(Printable.Clean(exception.Message), exception.Message);
                return false;
            }
        }

        // Many to an issue, for each is several durable files; where one is refused, each for itself.
        foreach (var batch in HostileStrings.All.Chunk(25))
        {
            if (!await TakeAsync(batch))
            {
                foreach (var text in batch)
                {
                    await TakeAsync([text]);
                }
            }
        }

        var read = await tracker.ListAsync(s_source, new IssueQuery(), Token).ToDictionaryAsync(static issue => issue.Id, cancellationToken: Token);

        Assert.True(taken.Values.Sum(static texts => texts.Length) > 2900);
        Assert.Equal(taken.Count, read.Count);
        Assert.All(taken, pair => Assert.Equal(
            [HostileStrings.AsUnicode(pair.Value[0]), .. pair.Value.Skip(1).SkipLast(1).Select(HostileStrings.AsUnicode), HostileStrings.AsUnicode(pair.Value[^1])],
            [read[pair.Key].Title, .. read[pair.Key].Labels, read[pair.Key].Body]));
        Assert.Equal(["shop"], Directory.EnumerateFileSystemEntries(harness.DataFolder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task GetAsync_EachIdOfTheCorpus_IsNoIssueOrRefused()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");
        foreach (var text in HostileStrings.All)
        {
            try
            {
                Assert.Null(await tracker.GetAsync(s_source, text, Token));
            }
            catch (AoException exception)
            {
                Assert.Equal(Printable.Clean(exception.Message), exception.Message);
            }
        }
    }
}
