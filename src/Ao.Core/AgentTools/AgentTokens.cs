using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ao.Runtimes;
using Ao.Sessions;

namespace Ao.AgentTools;

/// <summary>Makes and checks the tokens of runs: the id of the run and its MAC under a key of this data folder. Nothing is kept for a token, so it is good again after a restart of the host.</summary>
internal sealed class AgentTokens(AgentTokenKey key, SessionProjection sessions, StopOrders stops)
{
    private const int MaxLength = 200;

    /// <summary>Gives the token of a run.</summary>
    public string For(RunId run) => TokenOf(run.ToString());

    /// <summary>Gives the session whose live run a token stands for.</summary>
    public SessionState? Find(string? token)
    {
        if (token is not { Length: > 0 and <= MaxLength } || token.LastIndexOf('.') is not (> 0 and var dot))
        {
            return null;
        }

        // The MAC comes first and in constant time, whatever the run is: an answer tells nothing about which runs there are. As text, so that a token has one form.
        var run = token[..dot];
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(TokenOf(run))) && RunId.TryParse(run, null, out var id) ? FindLive(id) : null;
    }

    /// <summary>Gives the session of a run, while that is its live run and the session may act.</summary>
    public SessionState? FindLive(RunId run) =>
        sessions.Find(run.Session) is { HasLiveRun: true, End: null } state && state.Run!.Id == run && !stops.IsClosed(run.Session) ? state : null;

    private string TokenOf(string run) => $"{run}.{Base64Url.EncodeToString(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(run)))}";
}
