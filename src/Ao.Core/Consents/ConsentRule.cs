using System.Globalization;
using Ao.Effects;

namespace Ao.Consents;

/// <summary>Which of the questions that are pending right now an answer is meant for. It is a rule for one moment: no question that comes later is answered by it.</summary>
/// <example>
/// <code>
/// var seen = orchestrator.Consents.List();
/// var rule = new ConsentRule { Kinds = [EffectKind.CreateIssue], Project = shop, AtMost = 5, Until = seen[^1].Position };
/// var batch = await orchestrator.Consents.AnswerAllAsync(rule, ConsentDecision.Approve, me);
/// </code>
/// </example>
public sealed record ConsentRule
{
    /// <summary>The number of questions that one rule can answer at most.</summary>
    public const int MaxAnswers = 1_000;

    /// <summary>Gets the kinds of effects that it is about.</summary>
    /// <value>The default is none in particular: every kind.</value>
    public IReadOnlyList<EffectKind> Kinds { get; init; } = [];

    /// <summary>Gets the project that it is about, or <see langword="null"/> for every one.</summary>
    public ProjectId? Project { get; init; }

    /// <summary>Gets the session that it is about, or <see langword="null"/> for every one.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Gets how many questions are answered at most, the oldest first. What matches beyond that stays pending and is listed.</summary>
    public required int AtMost { get; init; }

    /// <summary>Gets the <see cref="Consent.Position"/> of the newest question that the person has seen. What was asked later is not answered.</summary>
    public required long Until { get; init; }

    /// <summary>Says the rule, as the record of each answer holds it.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        var kinds = Kinds.Count == 0 ? "every kind" : string.Join(", ", Kinds.Order());
        var place = Session is { } session ? $" of session {session}" : Project is { } project ? $" of project {project}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{kinds}{place}, at most {AtMost}, asked up to position {Until}");
    }

    /// <exception cref="AoException">The rule says nothing, or too much.</exception>
    internal void Check()
    {
        if (Kinds.Count == 0 && Project is null && Session is null)
        {
            throw new AoException("The rule is for everything that is pending. Name kinds, a project or a session.");
        }

        if (Kinds.FirstOrDefault(static kind => !Enum.IsDefined(kind), EffectKind.CreateFork) is var unknown && !Enum.IsDefined(unknown))
        {
            throw new AoException($"'{unknown}' is no kind of effect. Use one of {string.Join(", ", Enum.GetNames<EffectKind>())}.");
        }

        if (AtMost is < 1 or > MaxAnswers)
        {
            throw new AoException($"The rule is for at most {AtMost} questions. Give it a number from 1 to {MaxAnswers}: how many you have seen.");
        }
    }

    internal bool Matches(Consent consent) =>
        (Kinds.Count == 0 || Kinds.Contains(consent.Kind))
        && (Project is null || consent.Project == Project)
        && (Session is null || consent.Session == Session);
}
