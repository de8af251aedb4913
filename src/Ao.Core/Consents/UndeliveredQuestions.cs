using System.Text.Json;
using Ao.Effects;
using Ao.Journal;

namespace Ao.Consents;

/// <summary>The questions that a channel was not given and that nobody has seen to, in memory.</summary>
internal sealed class UndeliveredQuestions(ConsentProjection consents) : IProjection
{
    private readonly Lock _sync = new();
    private readonly Dictionary<(string Id, string Notifier), UndeliveredQuestion> _open = [];
    private readonly Dictionary<(string Id, string Notifier), TaskCompletionSource> _waiting = [];

    public string Name => "undelivered-questions";

    public IReadOnlyList<UndeliveredQuestion> List()
    {
        lock (_sync)
        {
            return [.. _open.Values.OrderBy(static question => question.At).ThenBy(static question => question.ConsentId, StringComparer.Ordinal)];
        }
    }

    public UndeliveredQuestion? Find(string consentId, string notifier)
    {
        lock (_sync)
        {
            return _open.GetValueOrDefault((consentId, notifier));
        }
    }

    /// <summary>Gives what completes once a question was seen to.</summary>
    public Task SeenToAsync(string consentId, string notifier)
    {
        lock (_sync)
        {
            if (!_open.ContainsKey((consentId, notifier)))
            {
                return Task.CompletedTask;
            }

            if (!_waiting.TryGetValue((consentId, notifier), out var seen))
            {
                _waiting.Add((consentId, notifier), seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            return seen.Task;
        }
    }

    public void Apply(Fact fact, object body)
    {
        switch (body)
        {
            // What could not be closed any more, nobody need be asked again.
            case ConsentFacts.NotDelivered lost when consents.IsPending(lost.Id):
                lock (_sync)
                {
                    _open[(lost.Id, lost.Channel)] = new UndeliveredQuestion { ConsentId = lost.Id, Notifier = lost.Channel, MayHaveArrived = lost.MayHaveArrived, Reason = lost.Reason, At = fact.At };
                }

                break;
            case ConsentFacts.SeenTo seen:
                lock (_sync)
                {
                    _open.Remove((seen.Id, seen.Channel));
                    if (_waiting.Remove((seen.Id, seen.Channel), out var waiting))
                    {
                        waiting.TrySetResult();
                    }
                }

                break;
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, List(), EffectStatesJson.Default.IReadOnlyListUndeliveredQuestion);

    public Action Load(JsonElement state)
    {
        var open = state.Deserialize(EffectStatesJson.Default.IReadOnlyListUndeliveredQuestion)!;
        return () =>
        {
            lock (_sync)
            {
                foreach (var question in open)
                {
                    _open[(question.ConsentId, question.Notifier)] = question;
                }
            }
        };
    }
}
