using System.Globalization;
using System.Net;

namespace Ao.Channels;

/// <summary>Says in the contract's terms what an answer means that is no success.</summary>
internal static class ChannelFault
{
    /// <summary>Gives the error.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="channel">How the channel is called in messages.</param>
    /// <param name="said">What the service said, in words that it chose: shown as a quotation.</param>
    /// <param name="remedy">What a person can do about a refusal, as a sentence.</param>
    public static AoException Of(ChannelAnswer answer, string channel, string? said, string remedy)
    {
        var status = ((int)answer.Status).ToString(CultureInfo.InvariantCulture) + (string.IsNullOrWhiteSpace(said) ? "" : $" ('{Printable.Quote(said)}')");
        return answer.Status switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout => new TransientException($"{channel} asks to be called later: it answered {status}.", answer.RetryAfter),
            HttpStatusCode.ServiceUnavailable when answer.RetryAfter is not null => new TransientException($"{channel} is not available: it answered {status}.", answer.RetryAfter),
            >= HttpStatusCode.InternalServerError => new OutcomeUnknownException($"{channel} failed inside: it answered {status}. The message may have arrived."),
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => new AoException($"{channel} sends the message elsewhere: it answered {status}. A redirect is not followed, because it would take the credentials with it. Configure the address that the service has now."),
            _ => new AoException($"{channel} refuses the message: it answered {status}. {remedy}"),
        };
    }
}
