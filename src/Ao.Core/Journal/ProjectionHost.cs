using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Ao.Journal;

/// <summary>Reads each fact once and hands it to every projection.</summary>
/// <remarks>A fact that cannot be read is left out and reported; it stays in the journal. While there is one, no snapshot is kept, so that every start reports it.</remarks>
internal sealed class ProjectionHost(FactCatalog catalog, IEnumerable<IProjection> projections, ILogger<ProjectionHost> logger) : IJournalState
{
    private readonly IProjection[] _projections = [.. projections];
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _problems = new();

    /// <summary>Gets what is wrong with the facts that could not be read.</summary>
    public IReadOnlyList<string> Problems => [.. _problems];

    public void OnCommitted(Fact fact)
    {
        if (Read(fact) is not { } body)
        {
            return;
        }

        foreach (var projection in _projections)
        {
            projection.Apply(fact, body);
        }
    }

    public byte[]? Save()
    {
        if (!_problems.IsEmpty)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            foreach (var projection in _projections)
            {
                writer.WritePropertyName(projection.Name);
                projection.Save(writer);
            }

            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    public Action Load(ReadOnlyMemory<byte> state)
    {
        using var document = JsonDocument.Parse(state);
        var loads = Array.ConvertAll(_projections, projection => projection.Load(document.RootElement.GetProperty(projection.Name)));
        return () => Array.ForEach(loads, static load => load());
    }

    private object? Read(Fact fact)
    {
        try
        {
            var body = catalog.Decode(fact);
            if (body is null && _unknown.Add(fact.Type))
            {
                JournalLog.UnknownKind(logger, fact.Type, fact.Position);
            }

            return body;
        }
        catch (UnreadableFactException exception)
        {
            JournalLog.UnreadableFact(logger, exception, exception.Message);
            _problems.Enqueue(exception.Message);
            return null;
        }
    }
}
