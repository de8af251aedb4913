using System.Text.Json;
using Ao.Configuration;
using Ao.Journal;
using Ao.Sessions;
using Microsoft.Extensions.Options;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Budgets;

/// <summary>The books of all budgets, in memory.</summary>
internal sealed class BudgetProjection(IOptions<AoOptions> options) : IProjection
{
    private readonly Lock _lock = new();
    private readonly BudgetBook _book = new(options.Value.Prices);

    /// <summary>Is raised, by the thread that writes the journal, when something was spent, began or ended. A handler must be quick.</summary>
    public event Action? Changed;

    /// <summary>Is raised when something that waits for a budget may go on.</summary>
    public event Action? Freed;

    public string Name => "budgets";

    /// <summary>Reads the books while nothing changes them.</summary>
    public T Read<T>(Func<BudgetBook, T> read)
    {
        lock (_lock)
        {
            return read(_book);
        }
    }

    public void Apply(Fact fact, object body)
    {
        if (fact.Stream.StartsWith(BudgetFactKinds.StreamPrefix, StringComparison.Ordinal))
        {
            lock (_lock)
            {
                _book.Apply(fact.Stream[BudgetFactKinds.StreamPrefix.Length..], body, fact.At, fact.Version);
            }

            Changed?.Invoke();
            Freed?.Invoke();
            return;
        }

        if (!IsCounted(body) || !fact.Stream.StartsWith(SessionFactKinds.StreamPrefix, StringComparison.Ordinal) || !SessionId.TryParse(fact.Stream[SessionFactKinds.StreamPrefix.Length..], null, out var session))
        {
            return;
        }

        lock (_lock)
        {
            _book.Apply(session, body, fact.At);
        }

        if (body is not Facts.Requested)
        {
            Changed?.Invoke();
        }

        if (body is Facts.TurnEnded or Facts.RunEnded or Facts.Paused or Facts.Done or Facts.Stopped or Facts.Failed or Facts.Lost)
        {
            Freed?.Invoke();
        }
    }

    public void Save(Utf8JsonWriter writer)
    {
        lock (_lock)
        {
            JsonSerializer.Serialize(writer, _book.Save(), BudgetFactsJson.Default.BudgetBookState);
        }
    }

    public Action Load(JsonElement state)
    {
        var books = state.Deserialize(BudgetFactsJson.Default.BudgetBookState)!;
        return () =>
        {
            lock (_lock)
            {
                _book.Load(books);
            }
        };
    }

    private static bool IsCounted(object body) => body is Facts.Requested or Facts.BudgetReserved or Facts.LaunchIntended or Facts.Launched or Facts.ActivityChanged or Facts.UsageReported
        or Facts.TurnEnded or Facts.RunEnded or Facts.Paused or Facts.Resumed or Facts.Restored or Facts.Done or Facts.Stopped or Facts.Failed or Facts.Lost;
}
