namespace Ao.Journal;

/// <summary>Appends typed facts to the journal. When an append returns, its facts are durable and every projection holds them.</summary>
internal sealed class FactLog(IJournal journal, FactCatalog catalog)
{
    /// <summary>Appends facts to one stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="expectedVersion">The version that the stream must be at, or <see langword="null"/> for any.</param>
    /// <param name="bodies">The contents.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    public ValueTask<IReadOnlyList<Fact>> AppendAsync(string stream, long? expectedVersion, IReadOnlyList<object> bodies, CancellationToken cancellationToken) =>
        journal.AppendAsync([Prepare(stream, expectedVersion, bodies)], cancellationToken);

    /// <summary>Appends facts to several streams: all of them or none.</summary>
    public ValueTask<IReadOnlyList<Fact>> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken) =>
        journal.AppendAsync(appends, cancellationToken);

    /// <summary>Prepares an append to one stream.</summary>
    public StreamAppend Prepare(string stream, long? expectedVersion, IReadOnlyList<object> bodies) =>
        new() { Stream = stream, ExpectedVersion = expectedVersion, Facts = [.. bodies.Select(catalog.Encode)] };
}
