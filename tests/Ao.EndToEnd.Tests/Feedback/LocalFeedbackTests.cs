using System.Globalization;
using Ao.TestSupport;

namespace Ao.EndToEnd.Tests.Feedback;

/// <summary>Local feedback never leaves the disk.</summary>
public sealed class LocalFeedbackTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Local_WholeWay_MakesNoNetworkCall()
    {
        RequiredTool.Ensure("strace");
        var shop = new DashboardShop(_folder.Combine("shop"));
        Directory.CreateDirectory(shop.Folder);
        await shop.MakeRepositoryAsync();
        var log = _folder.Combine("calls");

        await FeedbackHost.RunLocallyAsync(shop, "strace", "-f", "-qq", "-e", "trace=%network", "-o", log);

        var calls = (await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken)).Where(static call => call.Contains("AF_INET", StringComparison.Ordinal)).ToList();
        Assert.True(calls.Count == 0, string.Create(CultureInfo.InvariantCulture, $"{calls.Count} calls go to a network:\n{string.Join('\n', calls.Take(10))}"));
        Assert.True(new FileInfo(log).Length > 0, "The watcher saw no call at all, so that it proves nothing.");
    }

    public void Dispose() => _folder.Dispose();
}
