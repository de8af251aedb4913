using System.Globalization;

namespace Ao.Budgets;

/// <summary>Names a budget.</summary>
internal readonly record struct BudgetKey(BudgetScope Scope, ProjectId? Project = null, SessionId? Session = null, DateOnly? Day = null)
{
    private const string DayFormat = "yyyy-MM-dd";

    public string Id => Scope switch
    {
        BudgetScope.Session => $"session/{Session}",
        BudgetScope.Unreported => $"unreported/{Session}",
        BudgetScope.Spawns => $"spawns/{Session}",
        BudgetScope.ProjectTotal => $"total/{Project}",
        BudgetScope.ProjectDay => $"day/{Project}/{DayText}",
        _ => $"day/{DayText}",
    };

    /// <summary>Gets when the budget is over, where it is one day's.</summary>
    public DateTimeOffset? Until => Day is { } day ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : null;

    /// <summary>Gets whose budget it is, as people read it.</summary>
    public string Title => Scope switch
    {
        BudgetScope.Session => $"the budget of session {Session}",
        BudgetScope.Unreported => $"what session {Session} may do without saying what it uses",
        BudgetScope.Spawns => $"the sessions that session {Session} may ask for",
        BudgetScope.ProjectTotal => $"the budget of project {Project}",
        BudgetScope.ProjectDay => $"the budget of project {Project} for {DayText}",
        _ => $"the budget of the host for {DayText}",
    };

    private string DayText => Day is { } day ? day.ToString(DayFormat, CultureInfo.InvariantCulture) : "";

    public static BudgetKey? Parse(string? id) => id?.Split('/') switch
    {
        ["session", var session] when SessionId.TryParse(session, null, out var parsed) => new BudgetKey(BudgetScope.Session, Session: parsed),
        ["unreported", var session] when SessionId.TryParse(session, null, out var parsed) => new BudgetKey(BudgetScope.Unreported, Session: parsed),
        ["spawns", var session] when SessionId.TryParse(session, null, out var parsed) => new BudgetKey(BudgetScope.Spawns, Session: parsed),
        ["total", var project] when ProjectId.TryParse(project, null, out var parsed) => new BudgetKey(BudgetScope.ProjectTotal, parsed),
        ["day", var project, var day] when ProjectId.TryParse(project, null, out var parsed) && ReadDay(day) is { } read => new BudgetKey(BudgetScope.ProjectDay, parsed, Day: read),
        ["day", var day] when ReadDay(day) is { } read => new BudgetKey(BudgetScope.HostDay, Day: read),
        _ => null,
    };

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private static DateOnly? ReadDay(string text) => DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
