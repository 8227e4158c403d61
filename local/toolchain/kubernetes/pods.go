package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sync"
	"time"

	internalapi "k8s.io/cri-api/pkg/apis"
	cri "k8s.io/cri-client/pkg"
)

const (
	connectTimeout = 2 * time.Minute
	// removeTimeout bounds one pod: a stuck one must not hold up the others.
	removeTimeout = 30 * time.Second
)

// runStopPods ends every pod of a container runtime, with its network and its
// mounts, while its images stay. The kubelet must be stopped, or it would start them again.
func runStopPods() {
	flags := flag.NewFlagSet("stop-pods", flag.ExitOnError)
	runtime := flags.String("runtime", "", "endpoint of the container runtime, such as unix:///run/containerd.sock")
	grace := flags.Int64("grace", 2, "seconds a container has between SIGTERM and SIGKILL")
	_ = flags.Parse(os.Args[1:])
	ctx := context.Background()
	service, err := cri.NewRemoteRuntimeService(ctx, *runtime, connectTimeout, nil, false)
	if err == nil {
		err = stopPods(ctx, service, *grace)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "stop-pods: %v\n", err)
		os.Exit(1)
	}
}

// stopPods ends all pods at the same time and returns one of the errors, if there were any.
func stopPods(ctx context.Context, service internalapi.RuntimeService, grace int64) error {
	containers, err := service.ListContainers(ctx, nil)
	if err != nil {
		return err
	}
	inParallel(len(containers), func(at int) error {
		return service.StopContainer(ctx, containers[at].Id, grace)
	})
	pods, err := service.ListPodSandbox(ctx, nil)
	if err != nil {
		return err
	}
	return inParallel(len(pods), func(at int) error {
		limited, cancel := context.WithTimeout(ctx, removeTimeout)
		defer cancel()
		if err := service.StopPodSandbox(limited, pods[at].Id); err != nil {
			return err
		}
		return service.RemovePodSandbox(limited, pods[at].Id)
	})
}

// inParallel calls do for 0..count-1 at the same time and returns one of the errors.
func inParallel(count int, do func(int) error) error {
	var group sync.WaitGroup
	failures := make(chan error, count)
	for at := range count {
		group.Add(1)
		go func() {
			defer group.Done()
			if err := do(at); err != nil {
				failures <- err
			}
		}()
	}
	group.Wait()
	close(failures)
	return <-failures
}
