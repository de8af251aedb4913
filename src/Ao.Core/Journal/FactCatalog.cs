using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ao.Journal;

/// <summary>Knows the kinds of facts: writes them as JSON and reads them back, old forms too.</summary>
internal sealed class FactCatalog
{
    private readonly FrozenDictionary<Type, FactKind> _byType;
    private readonly FrozenDictionary<string, FactKind> _byName;

    /// <summary>Makes the catalog of everything the features write.</summary>
    /// <param name="kinds">The kinds, each name and type once.</param>
    /// <exception cref="ArgumentException">A name or a type is there twice, or the upcasters of a kind leave out a form.</exception>
    public FactCatalog(IEnumerable<FactKind> kinds)
    {
        var all = kinds.ToArray();
        Check(all);
        _byType = all.ToFrozenDictionary(kind => kind.Body.Type);
        _byName = all.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
    }

    /// <summary>Writes a fact.</summary>
    /// <exception cref="ArgumentException">The kind is not registered.</exception>
    public NewFact Encode(object body)
    {
        if (!_byType.TryGetValue(body.GetType(), out var kind))
        {
            throw new ArgumentException($"No kind of fact is registered for the type '{body.GetType()}'. Add a FactKind for it to the services.", nameof(body));
        }

        return new NewFact(kind.Name, kind.Schema, JsonSerializer.SerializeToUtf8Bytes(body, kind.Body));
    }

    /// <summary>Reads a fact; <see langword="null"/> where the kind is not known, which a newer version of Ao may have written.</summary>
    /// <exception cref="UnreadableFactException">The content does not have the form that its kind and version promise.</exception>
    /// <exception cref="JournalException">A newer version of Ao wrote it in a form that this one does not know.</exception>
    public object? Decode(Fact fact)
    {
        if (!_byName.TryGetValue(fact.Type, out var kind))
        {
            return null;
        }

        if (fact.Schema > kind.Schema)
        {
            throw new JournalException($"Fact {fact.Position} ('{fact.Type}') has form {fact.Schema}; this version of Ao knows forms up to {kind.Schema}. Open the journal with the version of Ao that wrote it, or a newer one.");
        }

        try
        {
            var body = fact.Schema == kind.Schema
                ? JsonSerializer.Deserialize(fact.Data.Span, kind.Body)
                : Upcast(fact, kind).Deserialize(kind.Body);
            return body ?? throw Unreadable(fact, "it is empty.");
        }
        catch (Exception exception) when (exception is not JournalException)
        {
            // An upcaster may trip over anything in a form that nobody expected.
            throw Unreadable(fact, exception.Message, exception);
        }
    }

    private static void Check(FactKind[] kinds)
    {
        foreach (var name in kinds.GroupBy(kind => kind.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            throw new ArgumentException($"The kind of fact '{name.Key}' is registered twice.", nameof(kinds));
        }

        foreach (var type in kinds.GroupBy(kind => kind.Body.Type).Where(group => group.Count() > 1))
        {
            throw new ArgumentException($"The type '{type.Key}' is registered as more than one kind of fact.", nameof(kinds));
        }

        foreach (var kind in kinds.Where(kind => !Enumerable.Range(1, kind.Upcasters.Count).All(kind.Upcasters.ContainsKey)))
        {
            throw new ArgumentException($"The upcasters of the kind of fact '{kind.Name}' leave out a form: there must be one from each of 1 to {kind.Upcasters.Count}.", nameof(kinds));
        }
    }

    private static JsonObject Upcast(Fact fact, FactKind kind)
    {
        if (fact.Schema < 1)
        {
            throw Unreadable(fact, $"forms are numbered from 1, and it has form {fact.Schema}.");
        }

        var body = JsonNode.Parse(fact.Data.Span) as JsonObject ?? throw Unreadable(fact, "it is no JSON object.");
        for (var schema = fact.Schema; schema < kind.Schema; schema++)
        {
            body = kind.Upcasters[schema](body);
        }

        return body;
    }

    private static UnreadableFactException Unreadable(Fact fact, string reason, Exception? cause = null) => new(fact, reason, cause);
}
