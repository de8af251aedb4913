using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Ao.FakeModel.Conversations;
using Ao.FakeModel.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.FakeModel;

/// <summary>A model provider on loopback that plays scripts, so that real agents run offline and on cue.</summary>
/// <remarks>A prompt names its script anywhere in its text: <c>[[script:work word=alpha]]</c>; <c>{{word}}</c> in the script is then
/// <c>alpha</c>. Any key is taken. A prompt without a marker plays the script that its words stand for, or <c>default</c>.</remarks>
public sealed class FakeModelServer : IAsyncDisposable
{
    private static readonly IWireFormat[] s_formats = [new MessagesFormat(), new ResponsesFormat(), new ChatFormat()];
    private readonly ConcurrentDictionary<string, Script> _scripts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _byWords = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<FakeModelRequest> _requests = new();
    private readonly Director _director;
    private readonly WebApplication _host;

    private FakeModelServer(WebApplication host)
    {
        _host = host;
        _director = new Director(name => _scripts.GetValueOrDefault(name), text => _byWords.FirstOrDefault(entry => text.Contains(entry.Key, StringComparison.Ordinal)).Value);
        _scripts["default"] = Script.Empty.Say("ok");
    }

    /// <summary>Gets where it listens, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Gets the requests that were answered, in the order of their answers' ends.</summary>
    public IReadOnlyList<FakeModelRequest> Requests => [.. _requests];

    /// <summary>Starts a server on a free port.</summary>
    public static async Task<FakeModelServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024);
        var host = builder.Build();
        var server = new FakeModelServer(host);
        host.Run(server.HandleAsync);
        await host.StartAsync(cancellationToken);
        server.Address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    /// <summary>Sets a script.</summary>
    public void Play(string name, Script script) => _scripts[name] = script;

    /// <summary>Sets a script that is played without a marker, by conversations whose first words of a user hold a text.</summary>
    public void PlayFor(string words, string name, Script script)
    {
        _scripts[name] = script;
        _byWords[words] = name;
    }

    /// <summary>Sums up what was served to conversations, side requests apart.</summary>
    /// <param name="isCounted">Which requests count.</param>
    public TokenCount Served(Func<FakeModelRequest, bool>? isCounted = null)
    {
        var counted = _requests.Where(static request => !request.IsSide).Where(isCounted ?? (static _ => true)).ToList();
        return new TokenCount(counted.Sum(static request => request.Usage.Input), counted.Sum(static request => request.Usage.Cached), counted.Sum(static request => request.Usage.Output));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var raw = await reader.ReadToEndAsync(context.RequestAborted);
        var format = HttpMethods.IsPost(context.Request.Method) ? Array.Find(s_formats, format => path.EndsWith(format.Path, StringComparison.Ordinal)) : null;
        if (format is not null && JsonNode.Parse(raw) is JsonObject body)
        {
            await AnswerAsync(context, format, format.Read(body, raw, context.Request.Headers));
            return;
        }

        // Model lists, counts of tokens, telemetry, flags: everything else that agents ask for.
        await WriteAsync(context, path switch
        {
            _ when path.EndsWith("/count_tokens", StringComparison.Ordinal) => new JsonObject { ["input_tokens"] = Estimate(raw) },
            _ when path.EndsWith("/models", StringComparison.Ordinal) => new JsonObject { ["object"] = "list", ["data"] = new JsonArray(new JsonObject { ["id"] = "fake-model", ["object"] = "model", ["type"] = "model", ["display_name"] = "Fake model", ["created"] = 0, ["owned_by"] = "fake" }), ["models"] = new JsonArray(), ["has_more"] = false },
            _ => [],
        });
    }

    private async Task AnswerAsync(HttpContext context, IWireFormat format, ModelRequest request)
    {
        var answer = _director.Direct(request);
        var record = new FakeModelRequest
        {
            Format = format.Name,
            Conversation = request.Conversation,
            Script = answer.Script,
            Position = answer.Position,
            IsSide = answer.IsSide,
            Tools = [.. request.Tools.Select(static tool => tool.Name)],
            LastWords = request.LastWords,
            Transcript = string.Join('\n', request.Turns.Select(static turn => turn.Text)),
            Status = answer.Failure is { InTheMiddle: false } failure ? failure.Status : StatusCodes.Status200OK,
        };
        try
        {
            if (answer.Failure is { InTheMiddle: false } refused)
            {
                await RefuseAsync(context, refused);
                return;
            }

            var usage = answer.Usage ?? new TokenCount(Estimate(request.Raw), 0, Estimate(string.Concat(answer.Blocks)));
            var reply = new Reply(request.Model, answer.Blocks, usage);
            if (await PlayAsync(context, format, request, reply, answer))
            {
                record = record with { Usage = usage };
            }
            else
            {
                record = record with { Status = null };
            }
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            record = record with { IsInterrupted = true };
        }
        finally
        {
            _requests.Enqueue(record);
        }
    }

    private static async Task RefuseAsync(HttpContext context, ScriptedFailure failure)
    {
        if (failure.Status is not { } status)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        foreach (var (name, value) in failure.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await WriteAsync(context, new JsonObject { ["type"] = "error", ["error"] = new JsonObject { ["type"] = ErrorType(status), ["message"] = failure.Message } });
    }

    /// <returns><see langword="false"/> where the answer was broken off by the script.</returns>
    private static async Task<bool> PlayAsync(HttpContext context, IWireFormat format, ModelRequest request, Reply reply, Answer answer)
    {
        var breaksOff = answer.Failure is { InTheMiddle: true };
        if (!request.IsStreaming)
        {
            await Task.Delay(answer.Delay, TimeProvider.System, context.RequestAborted);
            await WriteAsync(context, format.Whole(reply));
            return true;
        }

        context.Response.ContentType = "text/event-stream";
        var events = format.Stream(reply).ToList();
        for (var index = 0; index < events.Count; index++)
        {
            if (breaksOff && index == (events.Count + 1) / 2)
            {
                context.Abort();
                return false;
            }

            await context.Response.WriteAsync(events[index].ToString(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (index == 0)
            {
                await ThinkAsync(context, format, answer.Delay);
            }
        }

        return true;
    }

    /// <summary>Lets time pass while the line is kept alive.</summary>
    private static async Task ThinkAsync(HttpContext context, IWireFormat format, TimeSpan time)
    {
        var pulse = format is MessagesFormat ? "event: ping\ndata: {\"type\":\"ping\"}\n\n" : ": waiting\n\n";
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            await context.Response.WriteAsync(pulse, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1), TimeProvider.System, context.RequestAborted);
        }
    }

    private static async Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    private static int Estimate(string text) => Math.Max(1, text.Length / 4);

    private static string ErrorType(int status) => status switch
    {
        400 => "invalid_request_error",
        401 => "authentication_error",
        429 => "rate_limit_error",
        529 => "overloaded_error",
        _ => "api_error",
    };
}
