using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ao.Plugins.GitHub.Api;

/// <summary>The answer to one request. Everything in it is from outside.</summary>
internal sealed record Answer(Call Call, int Status, HttpResponseHeaders Headers, byte[] Body)
{
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>Gives the first value of a header.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    public long? Number(string name) => long.TryParse(Header(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Gets what a GraphQL query was answered.</summary>
    public GraphQlReply? Reply { get; init; }

    /// <summary>Reads the body.</summary>
    /// <exception cref="TransientException">It is not what was asked for, and nothing was changed.</exception>
    /// <exception cref="OutcomeUnknownException">It is not what was asked for, and something may have been changed.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>Gives the error for a body that is not what was asked for.</summary>
    public AoException Unreadable(JsonException exception)
    {
        var message = $"GitHub's answer to {Call.Name} (status {Status.ToString(CultureInfo.InvariantCulture)}, {Body.Length.ToString(CultureInfo.InvariantCulture)} bytes) is not what its interface says, or was cut off. Something between may have answered in its place.";
        return Call.IsWrite && Succeeded ? new OutcomeUnknownException(message, exception) : new TransientException(message, innerException: exception);
    }
}
