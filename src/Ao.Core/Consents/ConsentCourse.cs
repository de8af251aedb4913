namespace Ao.Consents;

/// <summary>How far the asking of one question has come.</summary>
/// <param name="Reminders">How many of the reminders are behind it.</param>
/// <param name="Reached">The notifiers that it was escalated to.</param>
internal sealed record ConsentCourse(int Reminders, IReadOnlyList<string> Reached)
{
    public static ConsentCourse Begin { get; } = new(0, []);
}
