using Ao.Configuration;
using Ao.Hosting;
using Ao.Journal;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ao.Core.Tests.Journal;

public sealed class JournalServicesTests
{
    [Fact]
    public async Task AddAoJournal_StageStartedAndStopped_OpensInTheDataFolderAndCloses()
    {
        using var folder = new TempFolder();
        var observer = new RecordingObserver();
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IJournalObserver>(observer);
        services.AddSingleton(Options.Create(new AoOptions { DataFolder = folder.Path }));
        services.AddAoJournal();
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var stage = provider.GetServices<IEngineStage>().Single(stage => stage.Order == 100);
        var journal = provider.GetRequiredService<IJournal>();

        await stage.StartAsync(TestContext.Current.CancellationToken);
        await journal.AppendAsync([TestJournal.To("s")], TestContext.Current.CancellationToken);
        await stage.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(File.Exists(folder.Combine("journal", "journal.db")));
        Assert.Single(observer.Facts);
        await using var next = await TestJournal.OpenAsync(folder.Combine("journal"));
        Assert.Equal(1, next.Head);
    }
}
