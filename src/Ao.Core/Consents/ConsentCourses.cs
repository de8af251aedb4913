using System.Text.Json;
using Ao.Effects;
using Ao.Journal;

namespace Ao.Consents;

/// <summary>Knows how far the asking of each open question has come.</summary>
internal sealed class ConsentCourses : IProjection
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, ConsentCourse> _courses = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Id, string Notifier), TaskCompletionSource> _waiting = [];

    public string Name => "consent-courses";

    public ConsentCourse Of(string consentId)
    {
        lock (_sync)
        {
            return _courses.GetValueOrDefault(consentId) ?? ConsentCourse.Begin;
        }
    }

    /// <summary>Gives what completes once a question was escalated to a notifier.</summary>
    public Task ReachedAsync(string consentId, string notifier)
    {
        lock (_sync)
        {
            if (_courses.TryGetValue(consentId, out var course) && course.Reached.Contains(notifier))
            {
                return Task.CompletedTask;
            }

            if (!_waiting.TryGetValue((consentId, notifier), out var reached))
            {
                _waiting.Add((consentId, notifier), reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            return reached.Task;
        }
    }

    public void Apply(Fact fact, object body)
    {
        lock (_sync)
        {
            switch (body)
            {
                case ConsentFacts.Reminded reminded:
                    _courses[reminded.Id] = CourseOf(reminded.Id) with { Reminders = reminded.Number };
                    break;
                case ConsentFacts.Escalated escalated:
                    var course = CourseOf(escalated.Id);
                    _courses[escalated.Id] = course with { Reached = [.. course.Reached, escalated.Notifier] };
                    if (_waiting.Remove((escalated.Id, escalated.Notifier), out var reached))
                    {
                        reached.TrySetResult();
                    }

                    break;
                default:
                    if (ConsentEntry.IdOf(body) is { } ended)
                    {
                        End(ended);
                    }

                    break;
            }
        }
    }

    public void Save(Utf8JsonWriter writer)
    {
        lock (_sync)
        {
            JsonSerializer.Serialize(writer, _courses, EffectStatesJson.Default.DictionaryStringConsentCourse);
        }
    }

    public Action Load(JsonElement state)
    {
        var courses = state.Deserialize(EffectStatesJson.Default.DictionaryStringConsentCourse)!;
        return () =>
        {
            lock (_sync)
            {
                foreach (var (id, course) in courses)
                {
                    _courses[id] = course;
                }
            }
        };
    }

    private ConsentCourse CourseOf(string id) => _courses.GetValueOrDefault(id) ?? ConsentCourse.Begin;

    /// <summary>Forgets a question that needs no asking any more.</summary>
    private void End(string id)
    {
        _courses.Remove(id);
        foreach (var key in _waiting.Keys.Where(key => key.Id == id).ToList())
        {
            _waiting.Remove(key);
        }
    }
}
