using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Ao.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Ao.GitRemotes.Tests;

/// <summary>Serves a folder of repositories over HTTP with git's own backend, behind a token.</summary>
internal sealed class GitServer : IAsyncDisposable
{
    private static readonly CommandRunner s_runner = new(TimeProvider.System);
    private readonly WebApplication _application;
    private readonly string _root;

    private GitServer(WebApplication application, string root)
    {
        _application = application;
        _root = root;
    }

    /// <summary>Gets the token that is let in, or <see langword="null"/> where everybody is.</summary>
    public string? Token { get; set; }

    /// <summary>Gets or sets what answers instead of git: the status code of a request, or <see langword="null"/>.</summary>
    public Func<HttpContext, int?> Answer { get; set; } = static _ => null;

    /// <summary>Gets the authorizations that requests came with.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = [];

    public string Address => _application.Urls.Single();

    public static async Task<GitServer> StartAsync(string root)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static options => options.Limits.MaxRequestBodySize = 64 * 1024 * 1024);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var server = new GitServer(application, root);
        application.Run(server.ServeAsync);
        await application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        Authorizations.Enqueue(authorization);
        if (Token is { } token && authorization != "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"x-access-token:{token}")))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            context.Response.StatusCode = 401;
            return;
        }

        if (Answer(context) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var file = Path.GetTempFileName();
        try
        {
            // Its answer is no text, so it is written to a file.
            var result = await s_runner.RunAsync(new CommandRequest { Command = new CommandLine("sh", "-c", "exec git http-backend > \"$1\"", "sh", file), Environment = VariablesOf(context.Request), Input = body.ToArray() }, context.RequestAborted);
            Assert.True(result.Succeeded, result.Error);
            await AnswerAsync(context.Response, await File.ReadAllBytesAsync(file, context.RequestAborted));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Dictionary<string, string?> VariablesOf(HttpRequest request) => new()
    {
        ["GIT_PROJECT_ROOT"] = _root,
        ["GIT_HTTP_EXPORT_ALL"] = "1",
        ["GIT_PROTOCOL"] = request.Headers["Git-Protocol"].ToString(),
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["HTTP_CONTENT_ENCODING"] = request.Headers.ContentEncoding.ToString(),
        ["PATH_INFO"] = request.Path.Value,
        ["QUERY_STRING"] = request.QueryString.Value?.TrimStart('?'),
        ["REQUEST_METHOD"] = request.Method,
        ["CONTENT_TYPE"] = request.ContentType,
        ["REMOTE_USER"] = "ao",
        ["REMOTE_ADDR"] = "127.0.0.1",
    };

    private static async Task AnswerAsync(HttpResponse response, byte[] answer)
    {
        var end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var header in Encoding.ASCII.GetString(answer, 0, end).Split("\r\n").Select(static line => line.Split(": ", 2)))
        {
            if (header[0] == "Status")
            {
                response.StatusCode = int.Parse(header[1].Split(' ')[0], CultureInfo.InvariantCulture);
            }
            else
            {
                response.Headers[header[0]] = header[1];
            }
        }

        await response.Body.WriteAsync(answer.AsMemory(end + 4));
    }
}
