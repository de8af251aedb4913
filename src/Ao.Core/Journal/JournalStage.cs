using Ao.Hosting;

namespace Ao.Journal;

/// <summary>Opens the journal before every other part of the engine and closes it behind them.</summary>
internal sealed class JournalStage(SqliteJournal journal) : IEngineStage
{
    public int Order => 100;

    public ValueTask StartAsync(CancellationToken cancellationToken) => journal.OpenAsync(cancellationToken);

    public ValueTask StopAsync(CancellationToken cancellationToken) => journal.CloseAsync();
}
