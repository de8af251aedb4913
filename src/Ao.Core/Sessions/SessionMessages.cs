using System.Globalization;

namespace Ao.Sessions;

/// <summary>Names the messages of a session.</summary>
internal static class SessionMessages
{
    /// <summary>Gives the fact that a session is told something, under the next id.</summary>
    public static SessionFacts.MessageAccepted Accept(SessionState state, string text) => new(NextId(state), text);

    /// <summary>Gives the id of a session's next message, such as <c>shop-12.m3</c>.</summary>
    public static string NextId(SessionState state) => string.Create(CultureInfo.InvariantCulture, $"{state.Id}.m{state.Messages.Count + 1}");
}
