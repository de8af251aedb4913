using Ao.Projects;

namespace Ao.Consents;

/// <summary>Lets people decide, and nobody else: a session, an agent and a channel have names of their own, by which nothing is answered.</summary>
/// <remarks>Who somebody is, the host or the channel has authenticated. This is the last line: what cannot be a person is refused whoever vouches for it.</remarks>
internal sealed class OperatorGuard(ProjectCatalog projects)
{
    /// <summary>Gives the operator as the journal holds them.</summary>
    /// <exception cref="AoException">No operator is named, or it is no person.</exception>
    public Operator Check(Operator by)
    {
        var person = OperatorName.Check(by);
        var name = person.Id.Trim().TrimStart('@').ToLowerInvariant();
        if (SessionId.TryParse(name, null, out var session) && projects.All.Any(project => project.Prefix == session.Prefix))
        {
            throw Refusal(person, "a session");
        }

        if (projects.All.Any(project => project.Options.Agent == name || project.Options.Agents.ContainsKey(name)))
        {
            throw Refusal(person, "an agent");
        }

        return person;
    }

    /// <summary>Refuses a channel that answers in its own name.</summary>
    /// <exception cref="AoException">The operator is the channel.</exception>
    public static void RefuseChannel(string operatorId, string channel)
    {
        if (string.Equals(operatorId.Trim().TrimStart('@'), channel, StringComparison.OrdinalIgnoreCase))
        {
            throw Refusal(new Operator(Printable.Quote(operatorId), channel), "the channel itself");
        }
    }

    private static AoException Refusal(Operator who, string what) =>
        new($"'{Printable.Quote(who.Id)}' is {what} and cannot decide. A consent is decided by an authenticated person: give the login or address that the host or the channel has checked.");
}
